package io.jenkins.plugins.hummingbird.cellprofiler;

import java.util.Map;

/**
 * What CellProfiler knows of an image without opening it.
 *
 * @param folder the absolute path of its folder
 * @param name its file name
 * @param metadata what the Metadata module has made of both, by key
 */
record ImageName(String folder, String name, Map<String, String> metadata) {
    static ImageName of(String path) {
        int slash = path.lastIndexOf('/');
        return new ImageName(slash == 0 ? "/" : path.substring(0, slash), path.substring(slash + 1), Map.of());
    }

    ImageName with(Map<String, String> found) {
        return new ImageName(folder, name, found);
    }

    String path() {
        return (folder.equals("/") ? "" : folder) + "/" + name;
    }
}
