package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Replaces the names of settings of the input modules with those of CellProfiler 4.2.8.1. CellProfiler identifies
 * settings by their order alone: in older versions a setting may have another name, or share its name with another
 * setting. Sources: the methods {@code settings} and {@code upgrade_settings} of those modules in cellprofiler_core
 * 4.2.8.1.
 */
final class SettingNames {
    private static final List<String> IMAGES = List.of("", "Filter images?", "Select the rule criteria");

    private static final List<String> METADATA =
            List.of("Extract metadata?", "Metadata data type", "Metadata types", "Extraction method count");
    private static final List<String> EXTRACTION = List.of(
            "Metadata extraction method",
            "Metadata source",
            "Regular expression to extract from file name",
            "Regular expression to extract from folder name",
            "Extract metadata from",
            "Select the filtering criteria",
            "Metadata file location",
            "Match file and image metadata",
            "Use case insensitive matching?",
            "Metadata file name",
            "Does cached metadata exist?");

    private static final List<String> NAMES_AND_TYPES = List.of(
            "Assign a name to",
            "Select the image type",
            "Name to assign these images",
            "Match metadata",
            "Image set matching method",
            "Set intensity range from",
            "Assignments count",
            "Single images count",
            "Maximum intensity",
            "Process as 3D?",
            "Relative pixel spacing in X",
            "Relative pixel spacing in Y",
            "Relative pixel spacing in Z");
    private static final List<String> ASSIGNMENT = List.of(
            "Select the rule criteria",
            "Name to assign these images",
            "Name to assign these objects",
            "Select the image type",
            "Set intensity range from");
    private static final List<String> SINGLE_IMAGE = List.of(
            "Single image location",
            "Name to assign this image",
            "Name to assign these objects",
            "Select the image type",
            "Set intensity range from");
    private static final List<String> OUTLINES =
            List.of("Retain outlines of loaded objects?", "Name the outline image");
    private static final String MAXIMUM = "Maximum intensity";

    private static final List<String> GROUPS = List.of("Do you want to group your images?", "grouping metadata count");
    private static final String KEY = "Metadata category";

    private static final List<String> LOAD_DATA = List.of(
            "Input data file location",
            "Name of the file",
            "Load images based on this data?",
            "Base image location",
            "Process just a range of rows?",
            "Rows to process",
            "Group images by metadata?",
            "Select metadata tags for grouping",
            "Rescale intensities?");

    private SettingNames() {}

    /**
     * @param revision the revision of the module's settings
     * @param settings the settings in the file
     * @return the settings with their current names; unchanged if their number does not match the revision
     */
    static List<Map.Entry<String, String>> current(
            String module, int revision, List<Map.Entry<String, String>> settings) {
        List<String> texts =
                switch (module) {
                    case "Images" -> revision == 2 ? IMAGES : List.of();
                    case "Metadata" -> metadata(revision, settings);
                    case "NamesAndTypes" -> namesAndTypes(revision, settings);
                    case "Groups" -> groups(revision, settings);
                    case "LoadData" ->
                        switch (revision) {
                            case 4, 5 -> LOAD_DATA.subList(0, LOAD_DATA.size() - 1);
                            case 6 -> LOAD_DATA;
                            default -> List.of();
                        };
                    default -> List.of();
                };
        if (texts.size() != settings.size()) {
            return List.copyOf(settings);
        }
        List<Map.Entry<String, String>> renamed = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            renamed.add(Map.entry(texts.get(i), settings.get(i).getValue()));
        }
        return List.copyOf(renamed);
    }

    private static List<String> metadata(int revision, List<Map.Entry<String, String>> settings) {
        // up to revision 2 the choices had other names, too
        if (revision < 3 || revision > 6) {
            return List.of();
        }
        List<String> head = revision == 3 ? List.of(METADATA.get(0), METADATA.get(3)) : METADATA;
        int size = revision < 5 ? 9 : revision + 5;
        return texts(settings, head, List.of(head.size() - 1), List.of(EXTRACTION.subList(0, size)));
    }

    private static List<String> namesAndTypes(int revision, List<Map.Entry<String, String>> settings) {
        if (revision < 3 || revision > 8) {
            return List.of();
        }
        int size =
                switch (revision) {
                    case 3, 4 -> 7;
                    case 5 -> 8;
                    case 6 -> 9;
                    default -> NAMES_AND_TYPES.size();
                };
        List<String> head = NAMES_AND_TYPES.subList(0, size);
        List<List<String>> parts = new ArrayList<>();
        for (List<String> part : revision < 5 ? List.of(ASSIGNMENT) : List.of(ASSIGNMENT, SINGLE_IMAGE)) {
            List<String> texts = new ArrayList<>(part);
            texts.addAll(revision > 3 && revision < 8 ? OUTLINES : List.of());
            texts.addAll(revision > 5 ? List.of(MAXIMUM) : List.of());
            parts.add(texts);
        }
        return texts(settings, head, revision < 5 ? List.of(6) : List.of(6, 7), parts);
    }

    private static List<String> groups(int revision, List<Map.Entry<String, String>> settings) {
        return switch (revision) {
            case 1 -> texts(settings, GROUPS, List.of(1), List.of(List.of("Image name", KEY)));
            case 2 -> texts(settings, GROUPS, List.of(1), List.of(List.of(KEY)));
            default -> List.of();
        };
    }

    /**
     * @param head the names that occur once
     * @param counts the positions in the head of the numbers of repetitions of the parts
     */
    private static List<String> texts(
            List<Map.Entry<String, String>> settings,
            List<String> head,
            List<Integer> counts,
            List<List<String>> parts) {
        List<String> texts = new ArrayList<>(head);
        for (int i = 0; i < parts.size(); i++) {
            String count = counts.get(i) < settings.size()
                    ? settings.get(counts.get(i)).getValue().strip()
                    : "";
            // there cannot be more repetitions than settings
            if (!count.matches("[0-9]{1,6}") || Integer.parseInt(count) > settings.size()) {
                return List.of();
            }
            Collections.nCopies(Integer.parseInt(count), parts.get(i)).forEach(texts::addAll);
        }
        return texts;
    }
}
