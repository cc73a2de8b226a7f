package io.jenkins.plugins.hummingbird.cellprofiler.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Image sets that CellProfiler handles together, as rows that stand together in the sorted table, or as lines of
 * the sorted list of files where a pipeline has no table.
 *
 * @param values what its keys have in the table, in the order of the keys
 * @param folder the name of its folder below the output folder: letters, digits and {@code ._-%} only
 * @param offset where its rows begin in the sorted table, in bytes
 * @param length how many bytes its rows take
 * @param rows how many image sets it has; 0 when that is not known beforehand
 * @param firstImage the ImageNumber that its first row has when CellProfiler runs the whole table at once; 0
 *     when that is not known
 */
public record Group(List<String> values, String folder, long offset, long length, int rows, long firstImage) {
    /** The name of the one group of a table that is not grouped. */
    static final String WHOLE_TABLE = "all";

    /**
     * @param keys the keys of the grouping
     * @return what people call it, such as {@code Plate=Plate_1, Well=B02}
     */
    public String name(List<String> keys) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            parts.add(keys.get(i) + "=" + values.get(i));
        }
        return parts.isEmpty() ? WHOLE_TABLE : String.join(", ", parts);
    }
}
