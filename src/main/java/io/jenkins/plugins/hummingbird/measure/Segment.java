package io.jenkins.plugins.hummingbird.measure;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rows in a {@link ValueFile}: what the rows are, then all values of the first column, of the second one, and so on, then
 * their {@link Counts}. A value has the six upper bytes of a double: eleven digits.
 */
final class Segment {
    /** Bytes of a value. */
    static final int VALUE = 6;

    private final List<ValueRow> rows;
    private final int columns;
    private final long valuesAt;
    private final long end;

    private Segment(List<ValueRow> rows, int columns, long valuesAt, long end) {
        this.rows = rows;
        this.columns = columns;
        this.valuesAt = valuesAt;
        this.end = end;
    }

    /**
     * @param at where its head begins
     * @param end where it ends
     */
    static Segment read(FileChannel file, long at, long end) throws IOException {
        Counting counting = new Counting(Channels.newInputStream(file.position(at)));
        DataInputStream in = new DataInputStream(counting);
        int count = in.readInt();
        int columns = in.readInt();
        List<ValueRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new ValueRow(in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readUTF()));
        }
        return new Segment(rows, columns, at + counting.read, end);
    }

    static void writeHead(List<ValueRow> rows, int columns, DataOutputStream out) throws IOException {
        out.writeInt(rows.size());
        out.writeInt(columns);
        for (ValueRow row : rows) {
            out.writeInt(row.group());
            out.writeInt(row.well());
            out.writeInt(row.site());
            out.writeInt(row.imageSets());
            out.writeUTF(row.name());
        }
    }

    List<ValueRow> rows() {
        return rows;
    }

    /** @return how many columns it has, of the first of all */
    int columns() {
        return columns;
    }

    /**
     * @param from the first column
     * @param to the one after the last, at most {@link #columns()}
     * @return the values as they are in the file, column by column
     */
    ByteBuffer values(FileChannel file, int from, int to) throws IOException {
        int column = rows.size() * VALUE;
        return bytes(file, valuesAt + (long) from * column, (to - from) * column);
    }

    /** @return see {@link Counts#read}; of a column that it has */
    ByteBuffer counts(FileChannel file, int column) throws IOException {
        return Counts.read((from, length) -> bytes(file, countsAt() + from, length), rows.size(), column);
    }

    /** @return what {@link Counts#read} takes, for many columns */
    Counts.Reader allCounts(FileChannel file) throws IOException {
        ByteBuffer all = bytes(file, countsAt(), Math.toIntExact(end - countsAt()));
        return (from, length) -> all.slice((int) from, length);
    }

    private long countsAt() {
        return valuesAt + (long) columns * rows.size() * VALUE;
    }

    private static ByteBuffer bytes(FileChannel file, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, at + buffer.position()) < 0) {
                throw new EOFException("a file of values ends too early");
            }
        }
        return buffer.flip();
    }

    static void put(double value, byte[] into, int at) {
        long bits = Double.doubleToLongBits(value);
        long upper = Double.isFinite(value) ? bits + 0x8000L >>> 16 : bits >>> 16;
        for (int i = 0; i < VALUE; i++) {
            into[at + i] = (byte) (upper >>> 8 * (VALUE - 1 - i));
        }
    }

    static double get(ByteBuffer from, int at) {
        long upper = (from.getShort(at) & 0xffffL) << 32 | from.getInt(at + 2) & 0xffffffffL;
        return Double.longBitsToDouble(upper << 16);
    }

    /** Reads ahead, and knows how much was taken. */
    private static final class Counting extends InputStream {
        private final InputStream in;
        private final byte[] ahead = new byte[8192];
        private int next;
        private int end;
        private long read;

        Counting(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            if (next == end) {
                next = 0;
                end = Math.max(0, in.read(ahead));
                if (end == 0) {
                    return -1;
                }
            }
            read++;
            return ahead[next++] & 0xff;
        }
    }
}
