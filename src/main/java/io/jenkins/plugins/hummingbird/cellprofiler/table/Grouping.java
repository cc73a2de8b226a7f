package io.jenkins.plugins.hummingbird.cellprofiler.table;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which columns of an image table make a group: rows with the same texts in them belong together. The texts are
 * compared as they stand in the table, so that {@code 01} and {@code 1} are two groups. A well that LoadData would make
 * of its row and column is a key too.
 */
public final class Grouping {
    private static final String METADATA = "Metadata_";

    /** No column has it. */
    private static final int MADE = -1;

    private final List<String> keys;
    /** Where the keys stand in a row; {@link #MADE} for a well made of two others. */
    private final List<Integer> positions;

    private final WellKeys well;

    /**
     * @param keys metadata keys, with or without {@code Metadata_}; none makes the whole table one group
     * @param columns the table's columns
     * @throws OperationException when the table lacks one; the message lists what it has
     */
    public Grouping(List<String> keys, List<String> columns) throws OperationException {
        checkKeys(keys, columns);
        this.keys = keys.stream().map(Grouping::plain).toList();
        well = wellKeys(columns);
        positions =
                this.keys.stream().map(key -> columns.indexOf(METADATA + key)).toList();
    }

    /**
     * @param keys as above
     * @param columns as above
     * @throws OperationException when the table lacks one; the message lists what it has
     */
    public static void checkKeys(List<String> keys, List<String> columns) throws OperationException {
        boolean makesWell = wellKeys(columns).makeWell();
        for (String key : keys) {
            String plain = plain(key);
            if (!columns.contains(METADATA + plain) && !(makesWell && plain.equals(WellKeys.WELL))) {
                throw new OperationException("The image table has no column " + METADATA + plain
                        + " to group by. Its metadata columns are: " + metadata(columns));
            }
        }
    }

    private static WellKeys wellKeys(List<String> columns) {
        return new WellKeys(columns.stream()
                .map(column -> column.startsWith(METADATA) ? plain(column) : "")
                .toList());
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

    /** Refuses a row out of which LoadData cannot make a well: 4.2 adds up the lengths of texts, and numbers have none. */
    void check(List<String> row) throws OperationException {
        String number = well.makeWell() ? well.number(row) : "";
        if (!number.isEmpty()) {
            throw new OperationException("The image table has " + METADATA + number + " and no column " + METADATA
                    + WellKeys.WELL + ". LoadData of CellProfiler 4.2 fails at a number there: add a column " + METADATA
                    + WellKeys.WELL + ", such as A01.");
        }
    }

    List<String> values(List<String> row) {
        return positions.stream()
                .map(position -> position == MADE ? well.joined(row) : row.get(position))
                .toList();
    }

    /** @return for each key the type that its column has before any value was observed */
    List<ColumnType> types() {
        List<ColumnType> types = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            types.add(positions.get(i) == MADE ? ColumnType.text() : new ColumnType(keys.get(i)));
        }
        return types;
    }
}
