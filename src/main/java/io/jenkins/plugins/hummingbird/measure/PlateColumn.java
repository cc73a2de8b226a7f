package io.jenkins.plugins.hummingbird.measure;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The values of one column on one plate, by well. Rows of a plate that belong to no well are each a place of their own. */
public final class PlateColumn {
    /** No plate has as many wells. */
    private static final int GROUPS = 1_000_000;

    private final Map<Integer, CombinedValue> byWell = new TreeMap<>();

    private PlateColumn() {}

    /**
     * @param plate its number in the store
     * @param column its number in the store
     */
    public static PlateColumn read(ValueStore store, int plate, int column) throws IOException {
        PlateColumn read = new PlateColumn();
        List<ValueRow> rows = store.rows(plate);
        double[] values = store.values(plate, column);
        int[][] counts = store.counts(plate, column);
        Statistic statistic = store.columns().get(column).statistic();
        for (int row = 0; row < rows.size(); row++) {
            if (!rows.get(row).isSite()) {
                read.byWell
                        .computeIfAbsent(place(rows.get(row)), well -> new CombinedValue(statistic))
                        .add(row, values[row], counts[row]);
            }
        }
        return read;
    }

    /**
     * @param plate its name
     * @param column its number in the store
     * @return without values where there is no such plate
     */
    public static PlateColumn read(ValueStore store, String plate, int column) throws IOException {
        int number = store.plates().indexOf(plate);
        return number < 0 ? new PlateColumn() : read(store, number, column);
    }

    /** @return the well of a row; without one a number for its group, which comes after all wells */
    public static int place(ValueRow row) {
        return row.well() >= 0 ? row.well() : placeOf(row.group());
    }

    /** @return the place of a group that is in no well */
    public static int placeOf(int group) {
        return GROUPS + group;
    }

    /** @return the group whose place it is; 0 for a well */
    public static int groupAt(int place) {
        return Math.max(0, place - GROUPS);
    }

    /** @return by {@link #place}, in ascending order */
    public Map<Integer, CombinedValue> byWell() {
        return byWell;
    }

    /** @return NaN for none */
    public double value(int well) {
        CombinedValue value = byWell.get(well);
        return value == null ? Double.NaN : value.value();
    }

    /** @return all values */
    public Distribution distribution() {
        return Distribution.of(
                byWell.values().stream().map(CombinedValue::value).toList());
    }

    /** @return whether any value is made of several medians */
    public boolean isWeighted() {
        return byWell.values().stream().anyMatch(CombinedValue::isWeighted);
    }
}
