package io.jenkins.plugins.hummingbird.cellprofiler.names;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the index files that Harmony writes among the paths of a listing. A folder counts with one of them, and none
 * counts in a folder that holds another one deeper: so each image has one index at most, that of the folder where it
 * lies or of one above.
 */
public final class IndexFolders {
    /** In the order in which one is taken of several in a folder: the last is of images that were corrected. */
    private static final List<String> NAMES = List.of("index.idx.xml", "index.xml", "index.ref.xml");

    /** By the folder, which ends in a slash or is empty, in the order of the listing. */
    private final Map<String, String> best = new LinkedHashMap<>();

    /** @param path relative to the image folder; those that are no index are none of its business */
    public void add(String path) {
        if (isIndex(path)) {
            best.merge(folder(path), path, (one, other) -> rank(one) <= rank(other) ? one : other);
        }
    }

    /** @return whether a file is called like an index of Harmony */
    public static boolean isIndex(String path) {
        return path.regionMatches(true, path.length() - 4, ".xml", 0, 4) && rank(path) >= 0;
    }

    private static int rank(String path) {
        return NAMES.indexOf(path.substring(folder(path).length()).toLowerCase(Locale.ROOT));
    }

    /** @return the folder of a path with the slash at its end; empty for the image folder itself */
    public static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /**
     * @return the paths of the index files that count. In a listing that is sorted, what lies below the folder of one
     *     is in one piece, and those pieces have the order of these paths
     */
    public List<String> paths() {
        return best.entrySet().stream()
                .filter(entry -> best.keySet().stream()
                        .noneMatch(folder -> !folder.equals(entry.getKey()) && folder.startsWith(entry.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }
}
