package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import java.util.ArrayList;
import java.util.List;

/**
 * A real CellProfiler's reading of a pipeline, see {@code read-pipeline.py}: where it stops, how it interprets the
 * settings, and which images and files it uses.
 */
public final class PipelineReading {
    private static final String PIPELINE = "\npipeline\n";
    private static final String END = "\nend\n";
    private static final int FIELDS = 4;

    /**
     * A remark about a module.
     *
     * @param number the number of the module, from 1; 0 for the entire pipeline
     * @param module its name; empty for the entire pipeline
     * @param text a message, the name of an image, or a path
     */
    public record Remark(int number, String module, String text) {
        /** @return such as {@code module 4, MeasureObjectIntensity} */
        String place() {
            return "module " + number + ", " + module;
        }

        /** @return such as {@code /models/rules.txt (module 4, FilterObjects)} */
        public String said() {
            return text + " (" + place() + ")";
        }
    }

    private final List<Remark> errors = new ArrayList<>();
    private final List<Remark> images = new ArrayList<>();
    private final List<Remark> files = new ArrayList<>();
    private final List<Remark> pluginFiles = new ArrayList<>();
    private final String text;
    private String version = "";
    private String unread = "";

    private PipelineReading(String output) {
        int pipeline = output.indexOf(PIPELINE);
        boolean complete = output.endsWith(END);
        text = complete && pipeline >= 0
                ? output.substring(pipeline + PIPELINE.length(), output.length() - END.length() + 1)
                : "";
        output.substring(0, pipeline < 0 ? output.length() : pipeline).lines().forEach(this::take);
        if (unread.isEmpty() && (!complete || text.isEmpty() && errors.isEmpty())) {
            unread = "its output is truncated";
        }
    }

    /** @param output the output of the script on the head node */
    public static PipelineReading parse(String output) {
        return new PipelineReading(output);
    }

    private void take(String line) {
        String[] words = line.split("\t", -1);
        switch (words[0]) {
            case "version" -> version = words.length > 1 ? words[1] : "";
            case "unread" -> unread = words.length > 1 ? words[1] : "it does not say why";
            case "error" -> add(errors, words);
            case "image" -> add(images, words);
            case "file" -> add(files, words);
            case "plugin-file" -> add(pluginFiles, words);
            default -> {
                // the end, or a line of a later version of the script
            }
        }
    }

    private static void add(List<Remark> remarks, String[] words) {
        if (words.length == FIELDS && words[1].matches("[0-9]{1,6}")) {
            remarks.add(new Remark(Integer.parseInt(words[1]), words[2], words[3]));
        }
    }

    /** @return why CellProfiler could not read the pipeline, in which case everything else is empty; empty if it did */
    public String unread() {
        return unread;
    }

    /** @return the version of CellProfiler, such as {@code 4.2.8.1} */
    public String version() {
        return version;
    }

    /** @return why it cannot run the pipeline, in which case everything below is empty; empty if it can */
    public List<Remark> errors() {
        return errors;
    }

    /** @return the images that enabled modules use and no module before them creates */
    public List<Remark> images() {
        return images;
    }

    /** @return the absolute paths of files that enabled modules of CellProfiler itself read */
    public List<Remark> files() {
        return files;
    }

    /** @return the absolute paths of files that enabled modules of plugins seem to read */
    public List<Remark> pluginFiles() {
        return pluginFiles;
    }

    /** @return the pipeline as this version writes it, with the module numbers of the file */
    public String pipeline() {
        return text;
    }
}
