package io.jenkins.plugins.hummingbird.cellprofiler;

import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.Pipeline;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.List;

/** Builds the text of the modules Images, Metadata, NamesAndTypes and Groups as CellProfiler 4.2 writes it. */
public final class PipelineText {
    private static final String ATTRIBUTES =
            "|svn_version:'Unknown'|variable_revision_number:%d|show_window:False|notes:[]|batch_state:array([],"
                    + " dtype=uint8)|enabled:True|wants_pause:False]\n";

    private String images = setting("Filter images?", "Images only")
            + setting("Select the rule criteria", "and (extension does isimage) (file doesnot contain \"x\")");
    private final List<String> extractions = new ArrayList<>();
    private final List<String> assignments = new ArrayList<>();
    private final List<String> singles = new ArrayList<>();
    private String matching = "Order";
    private String joins = "[]";
    private String volumes = "No";
    private final List<String> keys = new ArrayList<>();
    private String types = "{}";
    private String more = "";

    /** The plates of src/local/plates: two channels, grouped by plate. */
    public static PipelineText ofPlates() {
        return new PipelineText()
                .extract("File name", "^(?P<Well>[A-P][0-9]{2})_s(?P<Site>[0-9]+)_w(?P<Stain>[A-Za-z]+)")
                .extract("Folder name", ".*[\\\\/](?P<Plate>.*)$")
                .assign("DNA", "and (file does contain \"_wDNA\")")
                .assign("Actin", "and (metadata does Stain \"Actin\")")
                .match("[{'DNA': 'Plate', 'Actin': 'Plate'}, {'DNA': 'Well', 'Actin': 'Well'}, {'DNA': 'Site', 'Actin':"
                        + " 'Site'}]")
                .groupBy("Plate");
    }

    private static String setting(String text, String value) {
        return "    " + text + ":" + value + "\n";
    }

    public PipelineText filter(String choice, String rule) {
        images = setting("Filter images?", choice) + setting("Select the rule criteria", rule);
        return this;
    }

    public PipelineText extract(String source, String expression) {
        return extract("Extract from file/folder names", source, expression, "");
    }

    /** @param rule empty for all images */
    public PipelineText extract(String method, String source, String expression, String rule) {
        String other = "(?P<Other>[0-9]{4}_[0-9]{2}_[0-9]{2})$";
        boolean file = source.equals("File name");
        extractions.add(setting("Metadata extraction method", method)
                + setting("Metadata source", source)
                + setting("Regular expression to extract from file name", file ? expression : other)
                + setting("Regular expression to extract from folder name", file ? other : expression)
                + setting("Extract metadata from", rule.isEmpty() ? "All images" : "Images matching a rule")
                + setting("Select the filtering criteria", rule.isEmpty() ? "and (file does contain \"\")" : rule)
                + setting("Metadata file location", "Elsewhere...|")
                + setting("Match file and image metadata", "[]")
                + setting("Use case insensitive matching?", "No")
                + setting("Metadata file name", "")
                + setting("Does cached metadata exist?", "No"));
        return this;
    }

    public PipelineText assign(String name, String rule) {
        assignments.add(setting("Select the rule criteria", rule)
                + setting("Name to assign these images", name)
                + setting("Name to assign these objects", "Cell")
                + setting("Select the image type", "Grayscale image")
                + setting("Set intensity range from", "Image metadata")
                + setting("Maximum intensity", "255.0"));
        return this;
    }

    public PipelineText single(String name, String url) {
        singles.add(setting("Single image location", url + "   ")
                + setting("Name to assign this image", name)
                + setting("Name to assign these objects", "Cell")
                + setting("Select the image type", "Grayscale image")
                + setting("Set intensity range from", "Image metadata")
                + setting("Maximum intensity", "255.0"));
        return this;
    }

    public PipelineText match(String pairs) {
        matching = "Metadata";
        joins = pairs;
        return this;
    }

    /** @param json the data type of each key */
    public PipelineText types(String json) {
        types = json;
        return this;
    }

    public PipelineText as3d() {
        volumes = "Yes";
        return this;
    }

    public PipelineText groupBy(String... metadata) {
        keys.addAll(List.of(metadata));
        return this;
    }

    /** Adds TrackObjects, which tracks objects from one image set to the next. */
    public PipelineText track() {
        more = module("TrackObjects", 7, setting("Choose a tracking method", "Overlap"));
        return this;
    }

    /** @return the text of the modules, with an empty line after each */
    public String text() {
        return module("Images", 2, setting("", "") + images)
                + module(
                        "Metadata",
                        6,
                        setting("Extract metadata?", extractions.isEmpty() ? "No" : "Yes")
                                + setting("Metadata data type", types.equals("{}") ? "Text" : "Choose for each")
                                + setting("Metadata types", types)
                                + setting("Extraction method count", Integer.toString(extractions.size()))
                                + String.join("", extractions))
                + module("NamesAndTypes", 8, namesAndTypes())
                + module(
                        "Groups",
                        2,
                        setting("Do you want to group your images?", keys.isEmpty() ? "No" : "Yes")
                                + setting("grouping metadata count", Integer.toString(Math.max(1, keys.size())))
                                + (keys.isEmpty()
                                        ? setting("Metadata category", "None")
                                        : String.join(
                                                "",
                                                keys.stream()
                                                        .map(key -> setting("Metadata category", key))
                                                        .toList())));
    }

    private String namesAndTypes() {
        return setting("Assign a name to", assignments.isEmpty() ? "All images" : "Images matching rules")
                + setting("Select the image type", "Grayscale image")
                + setting("Name to assign these images", "DNA")
                + setting("Match metadata", joins)
                + setting("Image set matching method", matching)
                + setting("Set intensity range from", "Image metadata")
                + setting("Assignments count", Integer.toString(Math.max(1, assignments.size())))
                + setting("Single images count", Integer.toString(singles.size()))
                + setting("Maximum intensity", "255.0")
                + setting("Process as 3D?", volumes)
                + setting("Relative pixel spacing in X", "1.0")
                + setting("Relative pixel spacing in Y", "1.0")
                + setting("Relative pixel spacing in Z", "1.0")
                + String.join("", assignments)
                + String.join("", singles);
    }

    private static String module(String name, int revision, String settings) {
        return name + ":[module_num:1" + String.format(ATTRIBUTES, revision) + settings + "\n";
    }

    public Pipeline pipeline() throws OperationException {
        return Pipeline.parse(
                "my.cppipe",
                "CellProfiler Pipeline: http://www.cellprofiler.org\nVersion:5\nModuleCount:"
                        + (more.isEmpty() ? 4 : 5)
                        + "\nHasImagePlaneDetails:False\n\n" + text() + more);
    }
}
