package io.jenkins.plugins.hummingbird.cellprofiler.files;

import java.util.Map;

/**
 * An image file, and what CellProfiler knows of it without opening it.
 *
 * @param folder the absolute path of its folder
 * @param name its file name
 * @param metadata what the Metadata module has made of both, by key
 */
record ImageFile(String folder, String name, Map<String, String> metadata) {
    static ImageFile of(String path) {
        int slash = path.lastIndexOf('/');
        return new ImageFile(slash == 0 ? "/" : path.substring(0, slash), path.substring(slash + 1), Map.of());
    }

    ImageFile with(Map<String, String> found) {
        return new ImageFile(folder, name, found);
    }

    String path() {
        return (folder.equals("/") ? "" : folder) + "/" + name;
    }
}
