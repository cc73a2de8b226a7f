package io.jenkins.plugins.hummingbird.cellprofiler.table;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds a well, or its row and column, among metadata keys. LoadData combines row and column to {@code Metadata_Well}
 * if there is no such key ({@code is_well_row_token} and {@code is_well_column_token} of CellProfiler 4.2).
 */
public final class WellKeys {
    /** The key of the combined well. */
    public static final String WELL = "Well";

    private static final Set<String> ROW = Set.of("wellrow", "well_row", "row");
    private static final Set<String> COLUMN =
            Set.of("wellcol", "well_col", "wellcolumn", "well_column", "column", "col");

    private final List<String> keys;
    private int row = -1;
    private int column = -1;
    private int well = -1;

    /** @param keys without {@code Metadata_}; empty for columns that are not metadata */
    public WellKeys(List<String> keys) {
        this.keys = List.copyOf(keys);
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i).toLowerCase(Locale.ROOT);
            if (key.equals("well")) {
                well = i;
            } else if (ROW.contains(key)) {
                row = i;
            } else if (COLUMN.contains(key)) {
                column = i;
            }
        }
    }

    /** @return whether a well must be combined: there are a row and a column, and no well */
    public boolean combineWell() {
        return row >= 0 && column >= 0 && well < 0;
    }

    /** @return whether the keys identify the well of an image */
    public boolean identifyWell() {
        return well >= 0 || combineWell();
    }

    /**
     * @param values the values of the keys, which must {@linkplain #identifyWell identify the well}
     * @return the name of the well, such as {@code A01}; unchanged if there is a key for it
     */
    public String well(List<String> values) {
        return well >= 0 ? values.get(well) : name(values);
    }

    public boolean isRow(String key) {
        return row >= 0 && keys.get(row).equals(key);
    }

    /** @return the key of the two that LoadData reads as a number, with its value; empty for neither */
    String number(List<String> values) {
        for (int position : new int[] {row, column}) {
            ColumnType type = new ColumnType(keys.get(position));
            type.observe(values.get(position));
            if (!type.isText()) {
                return keys.get(position) + " '" + values.get(position) + "'";
            }
        }
        return "";
    }

    /** @return the concatenation of row and column, as in LoadData */
    public String joined(List<String> values) {
        return values.get(row) + values.get(column);
    }

    /**
     * @return the usual name of a well: {@code A01} for row {@code A} or {@code 01} and column {@code 1}; other texts
     *     are not changed
     */
    public String name(List<String> values) {
        return letters(values.get(row)) + twoDigits(values.get(column));
    }

    private static String letters(String row) {
        if (!row.matches("0*[1-9][0-9]{0,2}")) {
            return row;
        }
        StringBuilder letters = new StringBuilder();
        for (int rest = Integer.parseInt(row); rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return letters.toString();
    }

    private static String twoDigits(String column) {
        return column.matches("[0-9]{1,9}") ? String.format(Locale.ROOT, "%02d", Integer.parseInt(column)) : column;
    }
}
