package io.jenkins.plugins.hummingbird.cellprofiler.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Image sets that CellProfiler processes together: contiguous rows of the sorted table, or lines of the sorted file
 * list if the pipeline has no table.
 *
 * @param values its values in the table, in the order of the keys
 * @param folder the name of its folder in the output folder: letters, digits and {@code ._-%} only
 * @param offset the start of its rows in the sorted table, in bytes
 * @param length the length of its rows in bytes
 * @param rows the number of its image sets; 0 if not known beforehand
 * @param firstImage the ImageNumber of its first row if CellProfiler runs the entire table at once; 0 if not known
 */
public record Group(List<String> values, String folder, long offset, long length, int rows, long firstImage) {
    /** The name of the one group of a table that is not grouped. */
    static final String ALL = "all";

    /**
     * @param keys the keys of the grouping
     * @return its name for people, such as {@code Plate=Plate_1, Well=B02}
     */
    public String name(List<String> keys) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            parts.add(keys.get(i) + "=" + values.get(i));
        }
        return parts.isEmpty() ? ALL : String.join(", ", parts);
    }
}
