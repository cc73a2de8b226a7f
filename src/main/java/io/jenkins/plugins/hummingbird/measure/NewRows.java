package io.jenkins.plugins.hummingbird.measure;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Rows of a record that was just read. Its columns are brought into the order of the store. */
final class NewRows implements RowSource {
    private final List<ValueRow> rows = new ArrayList<>();
    private final List<Measured> measured = new ArrayList<>();
    private final List<int[]> places = new ArrayList<>();
    private final int columns;

    /** @param columns of the store */
    NewRows(int columns) {
        this.columns = columns;
    }

    /** @param places for each column of the store its place in the record; -1 where that does not have it */
    void add(ValueRow row, Measured values, int[] places) {
        rows.add(row);
        measured.add(values);
        this.places.add(places);
    }

    @Override
    public List<ValueRow> rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public byte[] values(int column) {
        byte[] bytes = new byte[rows.size() * Segment.VALUE];
        for (int row = 0; row < rows.size(); row++) {
            int place = places.get(row)[column];
            double value = place < 0 ? Double.NaN : measured.get(row).values()[place];
            Segment.put(value, bytes, row * Segment.VALUE);
        }
        return bytes;
    }

    @Override
    public ByteBuffer counts(int column) {
        ByteBuffer block = ByteBuffer.allocate(rows.size() * 8);
        for (int row = 0; row < rows.size(); row++) {
            int place = places.get(row)[column];
            int[] leftOut = measured.get(row).leftOut();
            block.putInt(place < 0 ? 0 : measured.get(row).n()[place]);
            block.putInt(place < 0 || leftOut.length == 0 ? 0 : leftOut[place]);
        }
        return block.flip();
    }
}
