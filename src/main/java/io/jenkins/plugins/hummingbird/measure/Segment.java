package io.jenkins.plugins.hummingbird.measure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
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

    /** Bytes of the numbers of rows and columns, and of how many bytes the rows have. */
    private static final int SIZES = 12;

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
        ByteBuffer sizes = bytes(file, at, SIZES);
        int count = sizes.getInt();
        int columns = sizes.getInt();
        int length = sizes.getInt();
        DataInputStream in = new DataInputStream(
                new ByteArrayInputStream(bytes(file, at + SIZES, length).array()));
        List<ValueRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new ValueRow(in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readUTF()));
        }
        return new Segment(rows, columns, at + SIZES + length, end);
    }

    static void writeHead(List<ValueRow> rows, int columns, DataOutputStream out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream head = new DataOutputStream(bytes);
        for (ValueRow row : rows) {
            head.writeInt(row.group());
            head.writeInt(row.well());
            head.writeInt(row.site());
            head.writeInt(row.imageSets());
            head.writeUTF(row.name());
        }
        out.writeInt(rows.size());
        out.writeInt(columns);
        out.writeInt(bytes.size());
        bytes.writeTo(out);
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
}
