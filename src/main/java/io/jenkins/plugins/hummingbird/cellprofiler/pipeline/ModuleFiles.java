package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that the modules of a pipeline may read besides the images: models, classifiers, masks, tables. A setting
 * is only a text, so these are all files that one could mean: an absolute path, or a name with an extension in one of
 * the folders that the module names. Some of them do not exist.
 */
public final class ModuleFiles {
    private static final Pattern FOLDER = Pattern.compile("(None|Elsewhere|Default Input Folder)([^|]*)\\|(.*)");
    private static final Pattern NAME = Pattern.compile("[^/\\\\|]+\\.[A-Za-z0-9]{1,10}");

    private ModuleFiles() {}

    /**
     * @param pipeline its enabled modules are examined
     * @param images the default input folder, absolute; may be empty
     * @return absolute paths, each once
     */
    public static Set<String> of(Pipeline pipeline, String images) {
        Set<String> files = new LinkedHashSet<>();
        pipeline.modules().stream()
                .filter(PipelineModule::enabled)
                // its table is replaced by that of the submission
                .filter(module -> !module.name().equals("LoadData"))
                .forEach(module -> add(module, images, files));
        return files;
    }

    /**
     * Returns the base folder of relative paths in the image table.
     *
     * @param pipeline its LoadData may name one
     * @param images the default input folder, absolute; may be empty
     * @return an absolute path; empty if there is none, or it is not known before CellProfiler runs
     */
    public static String baseFolder(Pipeline pipeline, String images) {
        return pipeline.loadData()
                .flatMap(module -> module.setting("Base image location"))
                .map(value -> {
                    Matcher folder = FOLDER.matcher(value);
                    return folder.matches() ? path(folder, images) : "";
                })
                .orElse(images);
    }

    private static void add(PipelineModule module, String images, Set<String> files) {
        List<String> values =
                module.settings().stream().map(Map.Entry::getValue).toList();
        Set<String> folders = new LinkedHashSet<>();
        for (String value : values) {
            Matcher folder = FOLDER.matcher(value);
            if (folder.matches()) {
                folders.add(path(folder, images));
            } else if (value.startsWith("/")) {
                files.add(value);
            } else if (value.startsWith("file:")) {
                // a single image of NamesAndTypes: its URL, a blank, and which plane
                files.add(InputFiles.ofUrl(value.split(" ", 2)[0]));
            }
        }
        folders.remove("");
        for (String value : values) {
            if (NAME.matcher(value).matches()) {
                folders.forEach(folder -> files.add(folder + "/" + value));
            }
        }
    }

    private static String path(Matcher folder, String images) {
        String path = folder.group(3);
        return switch (folder.group(1)) {
            case "None" -> "";
            case "Elsewhere" -> path.startsWith("/") ? path : "";
            // "Default Input Folder sub-folder"; without that word CellProfiler ignores the path
            default ->
                path.startsWith("/")
                        ? path
                        : images.isEmpty() || folder.group(2).isBlank() ? images : images + "/" + path;
        };
    }
}
