package io.jenkins.plugins.hummingbird.cellprofiler;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which columns of an image table make a group: rows with the same texts in them belong together. The texts are
 * compared as they stand in the table, so that {@code 01} and {@code 1} are two groups.
 */
public final class Grouping {
    private static final String METADATA = "Metadata_";

    private final List<String> keys;
    private final List<Integer> positions;

    /**
     * @param keys metadata keys, with or without {@code Metadata_}; none makes the whole table one group
     * @param columns the table's columns
     * @throws OperationException when the table lacks one; the message lists what it has
     */
    public Grouping(List<String> keys, List<String> columns) throws OperationException {
        this.keys = keys.stream().map(Grouping::plain).toList();
        List<Integer> found = new ArrayList<>();
        for (String key : this.keys) {
            int position = columns.indexOf(METADATA + key);
            if (position < 0) {
                throw new OperationException("The image table has no column " + METADATA + key
                        + " to group by. Its metadata columns are: " + metadata(columns));
            }
            found.add(position);
        }
        positions = List.copyOf(found);
    }

    private static String metadata(List<String> columns) {
        List<String> metadata =
                columns.stream().filter(column -> column.startsWith(METADATA)).toList();
        return metadata.isEmpty() ? "none" : String.join(", ", metadata);
    }

    /** @return a metadata key without {@code Metadata_} */
    public static String plain(String key) {
        return key.startsWith(METADATA) ? key.substring(METADATA.length()) : key;
    }

    /** @return the keys, without {@code Metadata_} */
    public List<String> keys() {
        return keys;
    }

    List<String> values(List<String> row) {
        return positions.stream().map(row::get).toList();
    }
}
