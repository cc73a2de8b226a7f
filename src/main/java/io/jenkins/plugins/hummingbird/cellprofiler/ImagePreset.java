package io.jenkins.plugins.hummingbird.cellprofiler;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How microscopes name their files, so that nobody has to write that down; docs/image-patterns.md has the sources. */
public enum ImagePreset {
    /** {@code Plate_A01_s1_w1.tif}, with a GUID before the dot or without. */
    IMAGE_XPRESS(
            "ImageXpress",
            "(?:.*?/)??(?:TimePoint_(?<Time>\\d+)/)?(?:ZStep_(?<Z>\\d+)/)?(?:(?<Plate>[^/]+?)[_/])?"
                    + "(?<Well>[A-Z]{1,2}\\d{2})(?:_s(?<Site>\\d+))?_(?<Channel>w\\d)"
                    + "(?:[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})?\\.(?i:tiff?)"),
    /**
     * {@code r01c01f01p01-ch1sk1fk1fl1.tiff}, of Harmony: Opera Phenix and Operetta. Its index file says what the
     * channels are called.
     */
    OPERA_PHENIX("OperaPhenix", Names.HARMONY, "Operetta"),
    /** The same files; channels are called by their numbers, as in the files' names. */
    OPERA_PHENIX_NUMBERS("OperaPhenixNumbers", Names.HARMONY, "OperettaNumbers"),
    /**
     * {@code Plate_A01_T0001F001L01A01Z01C01.tif}. The number after A, the action, differs between the channels of
     * one image set, so it is no key.
     */
    CV7000(
            "CV7000",
            "(?:.*/)?(?<Plate>[^/]+)_(?<Well>[A-Z]{1,2}\\d{2})_T(?<Time>\\d{4})F(?<Site>\\d{3})L(?<Timeline>\\d{2})"
                    + "A\\d{2}Z(?<Z>\\d{2})(?<Channel>C\\d{2})\\.(?i:tiff?)",
            "CV8000"),
    /** {@code Plate_A01f00d0.TIF}. */
    CELLOMICS(
            "Cellomics",
            "(?:.*?/)??(?:(?<Plate>[^/]+?)[_/])?(?<Well>[A-Z]{1,2}\\d{2})f(?<Site>\\d+)(?<Channel>d\\d+)\\.(?i:tiff?)"),
    /** {@code A - 01(fld 01 wv DAPI - DAPI).tif}. */
    IN_CELL(
            "INCell",
            "(?:.*?/)??(?:(?<Plate>[^/]+?)[_/])?(?<WellRow>[A-Z]{1,2}) - (?<WellColumn>\\d+)"
                    + "\\((?:fld (?<Site>\\d+) )?wv (?<Channel>[^/()]+?)(?: wix \\d+)?(?: z (?<Z>\\d+))?"
                    + "(?: ?- time (?<Time>\\d+) - \\d+ ms)?\\)\\.(?i:tiff?)") {
        /** Excitation and emission filter: one word when they are the same, and fit for the name of an image. */
        @Override
        String channel(String text) {
            String[] filters = text.split(" - ", 2);
            String words = filters.length == 2 && filters[0].equals(filters[1]) ? filters[0] : text;
            return words.replaceAll("[^A-Za-z0-9]+", "_");
        }
    };

    /** What stands in an interface because the constants need it before the class has it. */
    private interface Names {
        String HARMONY = "(?:(?:.*/)?(?<Plate>(?!Images/)[^/]+)/)?(?:Images/)?r(?<WellRow>\\d+)c(?<WellColumn>\\d+)"
                + "f(?<Site>\\d+)p(?<Z>\\d+)-(?<Channel>ch\\d+)(?:sk|t)(?<Time>\\d+)(?:fk\\d+fl\\d+)?"
                + "\\.(?i:tiff?)";
    }

    private final String label;
    private final String expression;
    private final Set<String> otherNames;

    ImagePreset(String label, String expression, String... otherNames) {
        this.label = label;
        this.expression = expression;
        this.otherNames = Set.of(otherNames);
    }

    /** @return the preset of a name, whatever its case, spaces, hyphens and underscores */
    public static Optional<ImagePreset> named(String name) {
        String word = plain(name);
        return Stream.of(values())
                .filter(preset -> plain(preset.label).equals(word)
                        || preset.otherNames.stream()
                                .anyMatch(other -> plain(other).equals(word)))
                .findFirst();
    }

    private static String plain(String name) {
        return name.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT);
    }

    /** @return the names of all presets, for messages */
    public static String names() {
        return Stream.of(values())
                .flatMap(preset -> Stream.concat(Stream.of(preset.label), preset.otherNames.stream()))
                .collect(Collectors.joining(", "));
    }

    String expression() {
        return expression;
    }

    /** @return whether {@link HarmonyIndex} says what the channels are called */
    boolean readsIndex() {
        return this == OPERA_PHENIX;
    }

    /** @return the name of a channel as it stands in a column, for the text in a file's name */
    String channel(String text) {
        return text;
    }
}
