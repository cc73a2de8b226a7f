package io.jenkins.plugins.hummingbird.cellprofiler.files;

import java.util.Map;

/**
 * An image file, and what CellProfiler knows about it without opening it.
 *
 * @param folder the absolute path of its folder
 * @param name its file name
 * @param metadata the values that the Metadata module extracts from both, by key
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
