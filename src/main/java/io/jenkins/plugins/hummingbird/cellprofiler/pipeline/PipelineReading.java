package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import java.util.ArrayList;
import java.util.List;

/**
 * What a real CellProfiler says of a pipeline that it has read, see {@code read-pipeline.py}: where it stops, what it
 * takes the settings for, and which images and files it works on.
 */
public final class PipelineReading {
    private static final String PIPELINE = "\npipeline\n";
    private static final String END = "\nend\n";
    private static final int FIELDS = 4;

    /**
     * Something of a module.
     *
     * @param number of the module, from 1; 0 for the pipeline as a whole
     * @param module its name; empty for the pipeline as a whole
     * @param text what it is about: words, the name of an image, or a path
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

    private PipelineReading(String answer) {
        int pipeline = answer.indexOf(PIPELINE);
        boolean whole = answer.endsWith(END);
        text = whole && pipeline >= 0
                ? answer.substring(pipeline + PIPELINE.length(), answer.length() - END.length() + 1)
                : "";
        answer.substring(0, pipeline < 0 ? answer.length() : pipeline).lines().forEach(this::take);
        if (unread.isEmpty() && (!whole || text.isEmpty() && errors.isEmpty())) {
            unread = "its answer is cut off";
        }
    }

    /** @param answer what the script on the head node has printed */
    public static PipelineReading parse(String answer) {
        return new PipelineReading(answer);
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
                // the end, or what a later script says besides
            }
        }
    }

    private static void add(List<Remark> remarks, String[] words) {
        if (words.length == FIELDS && words[1].matches("[0-9]{1,6}")) {
            remarks.add(new Remark(Integer.parseInt(words[1]), words[2], words[3]));
        }
    }

    /** @return why CellProfiler could not be asked; empty when it has answered, and nothing else is said then */
    public String unread() {
        return unread;
    }

    /** @return whose words these are, such as {@code 4.2.8.1} */
    public String version() {
        return version;
    }

    /** @return why it cannot run the pipeline; empty when it can, and all that follows is empty otherwise */
    public List<Remark> errors() {
        return errors;
    }

    /** @return the images that enabled modules work on, and that no module before them makes */
    public List<Remark> images() {
        return images;
    }

    /** @return the files, by absolute path, that enabled modules of CellProfiler's own read */
    public List<Remark> files() {
        return files;
    }

    /** @return the files, by absolute path, that enabled modules of plugins seem to read */
    public List<Remark> pluginFiles() {
        return pluginFiles;
    }

    /** @return the pipeline as this version writes it; the numbers of its modules are those of the file */
    public String pipeline() {
        return text;
    }
}
