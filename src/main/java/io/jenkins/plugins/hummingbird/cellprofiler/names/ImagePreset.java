package io.jenkins.plugins.hummingbird.cellprofiler.names;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Predefined patterns for the file names of microscopes; docs/image-patterns.md has the sources. If a value can be in
 * several parts of a name, there are numbered groups: the value of {@code Z2} takes precedence over that of {@code Z}.
 */
public enum ImagePreset {
    /** {@code Plate_A01_s1_w1.tif}, with a GUID before the dot or without; flat images only, or planes only. */
    IMAGE_XPRESS(Schemes.IMAGE_XPRESS, "w1", "ImageXpress"),
    /** The same names, for planes only, if there are also flat images. */
    IMAGE_XPRESS_PLANES(
            Schemes.imageXpress("a plane, such as ZStep_1", "(?=" + Schemes.IN_PLANES + ")"),
            "w1",
            "ImageXpressPlanes"),
    /** The same names, for flat images only, which are projections, if there are also planes. */
    IMAGE_XPRESS_PROJECTIONS(
            Schemes.imageXpress("a place outside of planes", "(?!" + Schemes.IN_PLANES + ")"),
            "w1",
            "ImageXpressProjections"),
    /**
     * {@code r01c01f01p01-ch1sk1fk1fl1.tiff}, of Harmony: Opera Phenix and Operetta. The index file has the names of
     * the channels.
     */
    OPERA_PHENIX(Schemes.HARMONY, "ch1", "OperaPhenix", "Operetta"),
    /** The same files; channels are named by their numbers, as in the file names. */
    OPERA_PHENIX_NUMBERS(Schemes.HARMONY, "ch1", "OperaPhenixNumbers", "OperettaNumbers"),
    /** {@code Plate_A01_T0001F001L01A01Z01C01.tif}. */
    CV7000(Schemes.CELL_VOYAGER, "C01", "CV7000", "CV8000"),
    /** {@code W0001F0001T0001Z001C1.tif}; the number of the well depends on the plate. */
    CQ1(Schemes.CQ1, "C1", "CQ1"),
    /** {@code Plate_A01f00d0.TIF}, {@code Plate_R_p00_z00_0_A01f00d0.TIF}. */
    CELLOMICS(Schemes.CELLOMICS, "d0", "Cellomics"),
    /** {@code A - 01(fld 01 wv DAPI - DAPI).tif}. */
    IN_CELL(Schemes.IN_CELL, ImagePattern.ONE_CHANNEL, "INCell"),
    /** {@code A1_01_1_1_Phase Contrast_001.tif}, as Gen5 names what BioTek's Cytation has taken. */
    CYTATION(Schemes.CYTATION, ImagePattern.ONE_CHANNEL, "Cytation", "BioTek"),
    /** {@code VID1630_Phase_A1_1_00d00h00m.tif}, as Incucyte exports it. */
    INCUCYTE(Schemes.INCUCYTE, ImagePattern.ONE_CHANNEL, "Incucyte");

    /** The parts of the constants. */
    private static final class Schemes {
        private static final String GUID = "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";
        private static final NamePart TIF = new NamePart("the ending .tif or .tiff", "\\.(?i:tiff?)");
        private static final NamePart FOLDERS = new NamePart("a folder", "(?:.*?/)??");
        private static final NamePart PLATE = new NamePart("a plate", "(?:(?<Plate>[^/]+?)[_/])?");
        private static final NamePart WELL = new NamePart("a well, such as A01", "(?<Well>[A-Z]{1,2}\\d{2})");
        private static final NamePart PLANE = new NamePart("a plane, such as _z1", "(?:_z(?<Z2>\\d+))?");
        /** What follows the time point in the names of IN Carta: {@code t1_A01_s1_w1_z1.tif}. */
        private static final String AFTER_TIME = "[A-Z]{1,2}\\d{2}_s\\d+_w\\d{1,2}_z\\d+\\.(?i:tiff?)\\z";
        /** What a name is from its well on, if it begins with that. */
        private static final String FROM_WELL = "[A-Z]{1,2}\\d{2}(?:_s\\d+)?(?:_w\\d{1,2})?(?:_z\\d+)?(?:_?" + GUID
                + "|_\\[" + GUID + "])?\\.(?i:tiff?)\\z";

        private static final String IN_PLANES =
                "(?:.*/)?(?:ZStep_\\d+/|[^/]*[A-Z]{1,2}\\d{2}(?:_s\\d+)?(?:_w\\d{1,2})?_z\\d)";

        /** MetaXpress names the folder of each plate like this; files of several plates may have the same name. */
        static final List<NamePart> IMAGE_XPRESS = imageXpress("", "");

        static final List<NamePart> HARMONY = List.of(
                new NamePart("a folder", "(?:(?:.*/)?(?<Plate>(?!(?i:Images)/)[^/]+)/)?(?:(?i:Images)/)*"),
                new NamePart("row and column, such as r01c01", "r(?<WellRow>\\d+)c(?<WellColumn>\\d+)"),
                new NamePart("field and plane, such as f01p01", "f(?<Site>\\d+)p(?<Z>\\d+)"),
                new NamePart("a channel, such as -ch1", "(?:-(?<Channel>ch\\d+)|(?<Channel2>rc\\d+-ch\\d+))"),
                new NamePart("a moment, such as sk1 or t01", "(?:sk|t)(?<Time>\\d+)(?:fk\\d+fl\\d+)?"),
                TIF);

        /** The number after A, the action, differs between the channels of an image set, so it is not a key. */
        static final List<NamePart> CELL_VOYAGER = List.of(
                new NamePart("a folder", "(?:.*/)?"),
                new NamePart("a plate and a well, such as Plate_A01", "(?<Plate>[^/]+)_(?<Well>[A-Z]{1,2}\\d{2})"),
                new NamePart("moment and field, such as _T0001F001", "_T(?<Time>\\d{4})F(?<Site>\\d{3})"),
                new NamePart(
                        "timeline, action and plane, such as L01A01Z01", "L(?<Timeline>\\d{2})A\\d{2}Z(?<Z>\\d{2})"),
                new NamePart("a channel, such as C01", "(?<Channel>C\\d{2})"),
                TIF);

        /** Plane 0 is a projection, in a folder of its own beside that of the planes. */
        static final List<NamePart> CQ1 = List.of(
                new NamePart(
                        "a folder",
                        "(?:(?:.*/)?(?<Plate>(?!Image/|Projection/|Field\\d+/)[^/]+)/)?(?:Image/|Projection/)?(?:Field\\d+/)?"),
                new NamePart("a well, such as W0001", "(?<Well>W\\d{4})"),
                new NamePart(
                        "field, moment and plane, such as F0001T0001Z001",
                        "F(?<Site>\\d+)T(?<Time>\\d+)Z(?:0+|(?<Z>\\d+))"),
                new NamePart("a channel, such as C1", "(?<Channel>C\\d+)"),
                TIF);

        /** An EVOS writes the kind of image, time point, plane and a number before the well. */
        static final List<NamePart> CELLOMICS = List.of(
                FOLDERS,
                PLATE,
                new NamePart(
                        "a moment, such as R_p00_z00_0_", "(?:[A-Z]{1,2}\\d?_p(?<Time>\\d+)(?:_z(?<Z>\\d+))?_\\d+_)?"),
                WELL,
                new NamePart("a field, such as f00", "f(?<Site>\\d+)"),
                new NamePart("a channel, such as d0", "(?<Channel>d\\d+)"),
                new NamePart("the ending .tif, .tiff or .C01", "\\.(?i:tiff?|c01)"));

        static final List<NamePart> IN_CELL = List.of(
                FOLDERS,
                PLATE,
                new NamePart("row and column, such as 'A - 1'", "(?<WellRow>[A-Z]{1,2}) - (?<WellColumn>\\d+)"),
                new NamePart(
                        "field and filters in brackets, such as (fld 1 wv DAPI - DAPI)",
                        "\\((?:fld (?<Site>\\d+))?(?: ?wv (?<Channel>[^/()]+?)(?: wix \\d+)?)?(?: z (?<Z>\\d+))?"
                                + "(?: ?- time (?<Time>\\d+) - \\d+ ms)?\\)"),
                TIF);

        /**
         * Some exports have a folder for each well. The read before the channel distinguishes raw images from processed
         * ones.
         */
        static final List<NamePart> CYTATION = List.of(
                new NamePart("a well, such as A1_", "(?=(?:.*/)?(?<Well>[A-Z]{1,2}\\d{1,2})(?:ROI\\d+)?_[^/]*\\z)"),
                new NamePart(
                        "a folder",
                        "(?:(?:.*/)?(?<Plate>(?!(?:ID_)?\\k<Well>(?: info)?/)[^/]+)/)?(?:(?:ID_)?\\k<Well>(?:"
                                + " info)?/)?"),
                new NamePart("a well, such as A1_", "\\k<Well>(?:ROI(?<Region>\\d+))?_"),
                new NamePart(
                        "read, channel and field, such as 01_1_1_DAPI_001",
                        "(?:(?<Read>-?\\d+)_\\d+_(?<Site>\\d+)(?:Z(?<Z>\\d+))?_(?<Channel>[A-Za-z0-9"
                                + " ,\\[\\]]+)_(?<Time>\\d+)|(?<Site2>-?\\d+)(?:Z(?<Z2>\\d+))?_(?<Channel2>[A-Za-z0-9"
                                + " ,]+)_\\d+_(?<Time2>\\d+)_\\d*|(?<Site3>-?\\d+)_[^/]+\\[[^/]+_(?<Channel3>[A-Za-z0-9"
                                + " ,]+)]_\\d+_(?<Time3>\\d+)_[0-9-]*)"),
                TIF);

        private static final String LIGHTS = "(?i:phase|brightfield|green|red|orange|blue|nir)";

        static final List<NamePart> INCUCYTE = List.of(
                new NamePart("a folder", "(?:(?:.*/)?(?<Channel2>" + LIGHTS + ")/|.*/)?"),
                new NamePart("the name of the export", "(?:(?<Plate>[^/]+?)_)??(?:(?<Channel>" + LIGHTS + ")_)?"),
                new NamePart("a well, such as A1", "(?<Well>[A-Z]{1,2}\\d{1,2})"),
                new NamePart("a field, such as _1", "_(?<Site>\\d+)"),
                new NamePart(
                        "a moment, such as _00d04h00m or _2024y01m31d_04h00m",
                        "_(?<Time>\\d+d\\d{2}h\\d{2}m|\\d{4}y\\d{2}m\\d{2}d_\\d{2}h\\d{2}m)"),
                TIF);

        /**
         * @param words what a name that does not meet the condition lacks
         * @param condition a lookahead for the complete path; may be empty
         */
        static List<NamePart> imageXpress(String words, String condition) {
            return List.of(
                    new NamePart(words, condition),
                    new NamePart(
                            "a folder",
                            "(?:.*?/)??(?:(?<Plate2>[^/]+_Plate_\\d+)/(?:[^/]+/)*?|(?<Plate3>(?!TimePoint_|ZStep_)[^/]+)/"
                                    + "(?=(?:TimePoint_\\d+/)?(?:ZStep_\\d+/)?(?:t\\d+_" + AFTER_TIME + "|" + FROM_WELL
                                    + ")))?"
                                    + "(?:TimePoint_(?<Time>\\d+)/)?(?:ZStep_(?<Z>\\d+)/)?"),
                    new NamePart(
                            "a plate",
                            "(?:(?!t\\d+_" + AFTER_TIME + ")(?<Plate>[^/]+?)[_/])?(?:t(?<Time2>\\d+)_(?=" + AFTER_TIME
                                    + "))?"),
                    // small letters mean a well where nobody has changed the name that MetaXpress gave
                    new NamePart(
                            "a well, such as A01",
                            "(?<Well>[A-Z]{1,2}\\d{2}|[a-p]\\d{2}(?=_[^/]*" + GUID + "\\.(?i:tiff?)\\z))"),
                    new NamePart("a site, such as _s1", "(?:_s(?<Site>\\d+))?"),
                    new NamePart("a channel, such as _w1", "(?:_(?<Channel>w\\d{1,2}))?"),
                    PLANE,
                    new NamePart("a GUID", "(?:_?" + GUID + "|_\\[" + GUID + "])?"),
                    TIF);
        }
    }

    /** A well and what is before it, in no folder of MetaXpress. */
    private static final Pattern ONLY_WELL =
            Pattern.compile("(?!(?:.*/)?(?:TimePoint_|ZStep_)\\d+/).*[_/][A-Z]{1,2}\\d{2}\\.[^./]*");

    private final List<NamePart> parts;
    private final String oneChannel;
    private final List<String> names;

    ImagePreset(List<NamePart> parts, String oneChannel, String... names) {
        this.parts = parts;
        this.oneChannel = oneChannel;
        this.names = List.of(names);
    }

    /** @return the preset with a name, ignoring case, spaces, hyphens and underscores */
    public static Optional<ImagePreset> named(String name) {
        String word = plain(name);
        return Stream.of(values())
                .filter(preset ->
                        preset.names.stream().anyMatch(other -> plain(other).equals(word)))
                .findFirst();
    }

    private static String plain(String name) {
        return name.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT);
    }

    /** @return the names of all presets, for messages */
    public static String names() {
        return Stream.of(values()).flatMap(preset -> preset.names.stream()).collect(Collectors.joining(", "));
    }

    /** @return the parts of a file name, in order */
    List<NamePart> parts() {
        return parts;
    }

    String expression() {
        return parts.stream().map(NamePart::expression).collect(Collectors.joining());
    }

    /** @return the channel of a file whose name has none, because there is only one */
    String oneChannel() {
        return oneChannel;
    }

    /** @return whether a name that it matches is such as anybody would give: {@code X_A01.tif} */
    static boolean isCommon(String path) {
        return ONLY_WELL.matcher(path).matches();
    }

    /** @return what to do where flat images lie beside planes of the same places, which are projections of them: a sentence */
    String forMixedPlanes() {
        return parts.contains(Schemes.PLANE)
                ? "Give imagePattern " + IMAGE_XPRESS_PLANES + " for the planes alone, " + IMAGE_XPRESS_PROJECTIONS
                        + " for the flat images alone, or a regular expression."
                : "Give a regular expression as imagePattern that matches the planes alone, or the flat images alone.";
    }

    /** @return whether {@link HarmonyIndex} provides the names of the channels */
    boolean readsIndex() {
        return this == OPERA_PHENIX;
    }

    /**
     * @return the name of a channel in columns, for the text in a file name: excitation and emission filter are written
     *     once if they are equal, and characters that are not allowed in the name of an image are replaced
     */
    String channel(String text) {
        String[] filters = text.split(" - ", 2);
        String words = filters.length == 2 && filters[0].equals(filters[1]) ? filters[0] : text;
        return words.replaceAll("[^A-Za-z0-9]+", "_").replaceFirst("_$", "");
    }

    /** @return its first name */
    @Override
    public String toString() {
        return names.get(0);
    }
}
