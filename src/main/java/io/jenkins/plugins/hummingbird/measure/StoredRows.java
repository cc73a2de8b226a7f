package io.jenkins.plugins.hummingbird.measure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** The rows of all segments of a file, to make one segment of them. Reads some columns at a time. */
final class StoredRows implements RowSource {
    private static final int AT_A_TIME = 64;

    private final FileChannel file;
    private final List<Segment> segments;
    private final List<ValueRow> rows = new ArrayList<>();
    private final List<Counts.Reader> counts = new ArrayList<>();
    private final int columns;

    private final List<ByteBuffer> read = new ArrayList<>();
    private int first = -1;

    StoredRows(FileChannel file, List<Segment> segments) throws IOException {
        this.file = file;
        this.segments = segments;
        int most = 0;
        for (Segment segment : segments) {
            rows.addAll(segment.rows());
            counts.add(segment.allCounts(file));
            most = Math.max(most, segment.columns());
        }
        columns = most;
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
    public byte[] values(int column) throws IOException {
        if (first < 0 || column >= first + AT_A_TIME) {
            read(column);
        }
        byte[] bytes = new byte[rows.size() * Segment.VALUE];
        int row = 0;
        for (int i = 0; i < segments.size(); i++) {
            int length = segments.get(i).rows().size() * Segment.VALUE;
            if (column < segments.get(i).columns()) {
                read.get(i).get((column - first) * length, bytes, row * Segment.VALUE, length);
            } else {
                for (int at = 0; at < length; at += Segment.VALUE) {
                    Segment.put(Double.NaN, bytes, row * Segment.VALUE + at);
                }
            }
            row += segments.get(i).rows().size();
        }
        return bytes;
    }

    private void read(int column) throws IOException {
        first = column;
        read.clear();
        for (Segment segment : segments) {
            int to = Math.min(segment.columns(), first + AT_A_TIME);
            read.add(to > first ? segment.values(file, first, to) : null);
        }
    }

    @Override
    public ByteBuffer counts(int column) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(rows.size() * 8);
        for (int i = 0; i < segments.size(); i++) {
            int count = segments.get(i).rows().size();
            if (column < segments.get(i).columns()) {
                block.put(Counts.read(counts.get(i), count, column));
            } else {
                block.put(new byte[count * 8]);
            }
        }
        return block.flip();
    }
}
