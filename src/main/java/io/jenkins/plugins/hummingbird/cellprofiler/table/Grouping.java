package io.jenkins.plugins.hummingbird.cellprofiler.table;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns by which an image table is grouped: rows with the same values in them are a group. Values are compared as
 * text, so {@code 01} and {@code 1} are two groups. A well that LoadData combines from row and column is also a key.
 */
public final class Grouping {
    private static final String METADATA = "Metadata_";

    /** The position of a key without a column. */
    private static final int COMBINED = -1;

    private final List<String> keys;
    /** The positions of the keys in a row; {@link #COMBINED} for a well combined from two columns. */
    private final List<Integer> positions;

    private final WellKeys well;

    /**
     * @param keys metadata keys, with or without {@code Metadata_}; empty if the entire table is one group
     * @param columns the columns of the table
     * @throws OperationException if the table lacks a key; the message lists its metadata columns
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
     * @throws OperationException if the table lacks a key; the message lists its metadata columns
     */
    public static void checkKeys(List<String> keys, List<String> columns) throws OperationException {
        boolean makesWell = wellKeys(columns).combineWell();
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

    /**
     * Rejects a row from which LoadData cannot combine a well: version 4.2 adds the lengths of texts, and numbers have
     * none.
     */
    void check(List<String> row) throws OperationException {
        String number = well.combineWell() ? well.number(row) : "";
        if (!number.isEmpty()) {
            throw new OperationException("The image table has " + METADATA + number + " and no column " + METADATA
                    + WellKeys.WELL + ". LoadData of CellProfiler 4.2 fails at a number there: add a column " + METADATA
                    + WellKeys.WELL + ", such as A01.");
        }
    }

    /**
     * @param row the fields of a row of the table
     * @return the values of the keys, in their order
     */
    public List<String> values(List<String> row) {
        return positions.stream()
                .map(position -> position == COMBINED ? well.joined(row) : row.get(position))
                .toList();
    }

    /** @return for each key the type of its column before any value was observed */
    List<ColumnType> types() {
        List<ColumnType> types = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            types.add(positions.get(i) == COMBINED ? ColumnType.text() : new ColumnType(keys.get(i)));
        }
        return types;
    }
}
