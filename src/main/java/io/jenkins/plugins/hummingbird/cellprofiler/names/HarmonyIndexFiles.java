package io.jenkins.plugins.hummingbird.cellprofiler.names;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds Harmony's index files among the paths of a listing. At most one per folder is used, and none in a folder that
 * contains another one in a subfolder: so each image has at most one index, in its own folder or in a parent folder.
 */
public final class HarmonyIndexFiles {
    /** In order of preference within a folder: the last is the index of corrected images. */
    private static final List<String> NAMES = List.of("index.idx.xml", "index.xml", "index.ref.xml");

    /** By folder, which ends in a slash or is empty, in the order of the listing. */
    private final Map<String, String> best = new LinkedHashMap<>();

    /** @param path relative to the image folder; ignored if it is not an index */
    public void add(String path) {
        if (isIndex(path)) {
            best.merge(folder(path), path, (one, other) -> rank(one) <= rank(other) ? one : other);
        }
    }

    /** @return whether a file has the name of an index of Harmony */
    public static boolean isIndex(String path) {
        return path.regionMatches(true, path.length() - 4, ".xml", 0, 4) && rank(path) >= 0;
    }

    private static int rank(String path) {
        return NAMES.indexOf(path.substring(folder(path).length()).toLowerCase(Locale.ROOT));
    }

    /** @return the folder of a path with a trailing slash; empty for the image folder itself */
    public static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /**
     * @return the paths of the index files to use. In a sorted listing the files below the folder of each are
     *     contiguous, and in the order of these paths
     */
    public List<String> paths() {
        return best.entrySet().stream()
                .filter(entry -> best.keySet().stream()
                        .noneMatch(folder -> !folder.equals(entry.getKey()) && folder.startsWith(entry.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }
}
