package io.jenkins.plugins.hummingbird.cellprofiler.files;

import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionException;
import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionTimeLimit;
import io.jenkins.plugins.hummingbird.cellprofiler.names.NamedGroups;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.Pipeline;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.PipelineModule;
import io.jenkins.plugins.hummingbird.cellprofiler.table.WellKeys;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of the Metadata module that depends on the names of files and folders: regular expressions for one or the
 * other, of which later ones take precedence; and the well that CellProfiler combines from a row and a column ({@code
 * ImagePlaneMetadataExtractor} and {@code WellMetadataExtractor} of prokaryote 2.4.4).
 */
final class FileNameMetadata {
    private static final String METHOD = "Metadata extraction method";
    /** {@code Metadata.NUMERIC_DATA_TYPES} of CellProfiler: always numbers. */
    private static final Set<String> NUMBERS =
            Set.of("T", "Z", "SizeC", "SizeT", "SizeZ", "SizeX", "SizeY", "Series", "Frame");

    private static final Pattern TYPE = Pattern.compile("\"([^\"]+)\"\\s*:\\s*\"(?:Integer|Float)\"");
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWX";

    /** An extraction from names. */
    private record Extraction(boolean fileName, NamedGroups groups, FileRule rule) {}

    private final List<Extraction> extractions = new ArrayList<>();
    private final Set<String> keys = new LinkedHashSet<>();
    private final List<String> reservations = new ArrayList<>();
    private final Set<String> numbers = new HashSet<>(NUMBERS);
    private boolean typed;
    private boolean readsHeaders;
    private boolean makesWell;

    private final ExpressionTimeLimit time;

    /**
     * @param time the time limit of all expressions
     * @throws OperationException if an expression is not valid
     */
    FileNameMetadata(Pipeline pipeline, ExpressionTimeLimit time) throws OperationException {
        this.time = time;
        Optional<PipelineModule> module = pipeline.enabled("Metadata").findFirst();
        if (module.isPresent() && module.get().has("Extract metadata?", "Yes")) {
            read(module.get());
        }
    }

    private void read(PipelineModule module) throws OperationException {
        typed = module.has("Metadata data type", "Choose for each");
        if (typed) {
            TYPE.matcher(module.setting("Metadata types").orElse(""))
                    .results()
                    .forEach(type -> numbers.add(type.group(1)));
        }
        Map<String, String> settings = null;
        int number = 0;
        for (Map.Entry<String, String> setting : module.settings()) {
            if (setting.getKey().equals(METHOD)) {
                if (settings != null) {
                    add(++number, settings);
                }
                settings = new HashMap<>();
            }
            if (settings != null) {
                settings.put(setting.getKey(), setting.getValue());
            }
        }
        if (settings != null) {
            add(++number, settings);
        }
        makesWell = new WellKeys(List.copyOf(keys)).combineWell();
        if (makesWell) {
            keys.add(WellKeys.WELL);
        }
    }

    private void add(int number, Map<String, String> settings) throws OperationException {
        String method = settings.get(METHOD);
        String name = "extraction " + number + " of the Metadata module";
        if (!method.equals("Extract from file/folder names")) {
            readsHeaders |= method.equals("Extract from image file headers");
            reservations.add(name + " (" + method + ") goes by more than names");
            return;
        }
        boolean fileName = settings.getOrDefault("Metadata source", "").equals("File name");
        NamedGroups groups = new NamedGroups(
                "the regular expression of " + name,
                settings.getOrDefault(
                        "Regular expression to extract from " + (fileName ? "file name" : "folder name"), ""),
                time);
        Optional<FileRule> rule =
                settings.getOrDefault("Extract metadata from", "").equals("Images matching a rule")
                        ? FileRule.parse(settings.getOrDefault("Select the filtering criteria", ""), time)
                        : Optional.of(FileRule.ANY);
        if (rule.isEmpty()) {
            keys.removeAll(groups.names());
            reservations.add("the rule of " + name + " is not understood");
            return;
        }
        keys.addAll(groups.names());
        extractions.add(new Extraction(fileName, groups, rule.get()));
    }

    /** @return the keys that names provide, without {@code Metadata_} */
    Set<String> keys() {
        return keys;
    }

    /** @return which extractions depend on more than names: parts of sentences */
    List<String> reservations() {
        return reservations;
    }

    /** @return whether some keys may be numbers, so that {@code 01} equals {@code 1} */
    boolean typed() {
        return typed;
    }

    /** @return whether CellProfiler compares values of a key as numbers when it matches images */
    boolean isNumber(String key) {
        return numbers.contains(key);
    }

    /** @return whether a file may contain several images */
    boolean readsHeaders() {
        return readsHeaders;
    }

    /**
     * @return the image with its metadata, without keys that did not match
     * @throws ExpressionException if an expression takes too long
     */
    ImageFile of(ImageFile image) {
        Map<String, String> metadata = new HashMap<>();
        for (Extraction extraction : extractions) {
            Matcher match = extraction.rule().takes(image)
                    ? extraction.groups().find(extraction.fileName() ? image.name() : image.folder())
                    : null;
            if (match != null) {
                metadata.putAll(extraction.groups().found(match));
            }
        }
        metadata.keySet().retainAll(keys);
        if (makesWell) {
            addWell(metadata);
        }
        return image.with(metadata);
    }

    private static void addWell(Map<String, String> metadata) {
        List<String> names = List.copyOf(metadata.keySet());
        WellKeys well = new WellKeys(names);
        if (well.combineWell()) {
            metadata.put(
                    WellKeys.WELL,
                    well.joined(names.stream()
                            .map(key -> well.isRow(key) ? letter(metadata.get(key)) : metadata.get(key))
                            .toList()));
        }
    }

    private static String letter(String row) {
        int number = row.matches("0*[0-9]{1,2}") ? Integer.parseInt(row) : 0;
        return number >= 1 && number <= LETTERS.length() ? LETTERS.substring(number - 1, number) : row;
    }
}
