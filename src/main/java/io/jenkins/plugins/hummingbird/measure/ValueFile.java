package io.jenkins.plugins.hummingbird.measure;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * The values of one plate: segments one after the other, each with a head of a mark, a checksum and its length. A column is
 * read without the others. Segments are appended as groups end; when there are many small ones, they become one.
 *
 * <p>Who reads may do so while another one appends: the head of a segment is written last. What a process that was killed
 * left of one is no segment, and the next one takes its place.
 */
final class ValueFile implements Closeable {
    private static final int MARK = 0x48425631;
    private static final int HEAD = 16;

    /** With fewer segments reading a column is as fast as from one. */
    private static final int MANY = 32;

    private final Path file;
    private final Set<Integer> groups;
    private final List<Segment> segments = new ArrayList<>();
    private FileChannel channel;
    private long length;

    private ValueFile(Path file, Set<Integer> groups) {
        this.file = file;
        this.groups = groups;
    }

    /**
     * Opens what is there, without checksums; a file that is not there has no rows.
     *
     * @param groups those whose rows count: of a segment with another one, and of what comes after it, nothing is read
     */
    static ValueFile toRead(Path file, Set<Integer> groups) throws IOException {
        ValueFile values = new ValueFile(file, groups);
        if (Files.exists(file)) {
            values.open(false, StandardOpenOption.READ);
        }
        return values;
    }

    /**
     * Opens a file, or creates it.
     *
     * @param groups as for {@link #toRead}
     * @param check whether nothing is to be left of what has a wrong checksum, and of what comes after it
     */
    static ValueFile toWrite(Path file, Set<Integer> groups, boolean check) throws IOException {
        ValueFile values = new ValueFile(file, groups);
        values.open(check, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        return values;
    }

    private void open(boolean check, StandardOpenOption... options) throws IOException {
        channel = FileChannel.open(file, options);
        segments.clear();
        length = 0;
        long size = channel.size();
        while (length + HEAD <= size) {
            ByteBuffer head = ByteBuffer.allocate(HEAD);
            channel.read(head, length);
            head.flip();
            boolean marked = head.getInt() == MARK;
            int checksum = head.getInt();
            long bytes = head.getLong();
            long end = length + HEAD + bytes;
            if (!marked || bytes < 0 || end > size || check && checksum != checksum(length + HEAD, bytes)) {
                return;
            }
            Segment segment = Segment.read(channel, length + HEAD, end);
            if (!segment.rows().stream().allMatch(row -> groups.contains(row.group()))) {
                return;
            }
            segments.add(segment);
            length = end;
        }
    }

    private int checksum(long from, long bytes) throws IOException {
        CRC32 crc = new CRC32();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        long left = bytes;
        while (left > 0) {
            buffer.clear().limit((int) Math.min(left, buffer.capacity()));
            left -= channel.read(buffer, from + bytes - left);
            crc.update(buffer.flip());
        }
        return (int) crc.getValue();
    }

    /** @return its rows, in the order of their values */
    List<ValueRow> rows() {
        List<ValueRow> rows = new ArrayList<>();
        segments.forEach(segment -> rows.addAll(segment.rows()));
        return rows;
    }

    /** @return how many bytes it has */
    long length() {
        return length;
    }

    /** @return the values of a column, row by row; NaN for none */
    double[] values(int column) throws IOException {
        double[] values = new double[rowCount()];
        int row = 0;
        for (Segment segment : segments) {
            ByteBuffer bytes = column < segment.columns() ? segment.values(channel, column, column + 1) : null;
            for (int i = 0; i < segment.rows().size(); i++) {
                values[row++] = bytes == null ? Double.NaN : Segment.get(bytes, i * Segment.VALUE);
            }
        }
        return values;
    }

    /** @return for each row of how many the value is, and how many were left out */
    int[][] counts(int column) throws IOException {
        int[][] counts = new int[rowCount()][2];
        int row = 0;
        for (Segment segment : segments) {
            ByteBuffer bytes = column < segment.columns() ? segment.counts(channel, column) : null;
            for (int i = 0; i < segment.rows().size(); i++, row++) {
                if (bytes != null) {
                    counts[row][0] = bytes.getInt();
                    counts[row][1] = bytes.getInt();
                }
            }
        }
        return counts;
    }

    private int rowCount() {
        return segments.stream().mapToInt(segment -> segment.rows().size()).sum();
    }

    /** Appends a segment; it is on the disk when this returns. */
    void append(RowSource rows) throws IOException {
        channel.truncate(length);
        long end = write(rows, channel, length);
        segments.add(Segment.read(channel, length + HEAD, end));
        length = end;
    }

    /** Makes one segment of all where there are many. */
    void compactMany() throws IOException {
        if (segments.size() > MANY && newRows() * 4 > rowCount()) {
            compact();
        }
    }

    /** How many rows came after the largest segment, which is the first. */
    private int newRows() {
        return rowCount() - segments.get(0).rows().size();
    }

    /** Makes one segment of all. */
    void compact() throws IOException {
        if (segments.size() < 2) {
            return;
        }
        Path part = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            write(new StoredRows(channel, segments), out, 0);
        }
        channel.close();
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        open(false, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** @return where it ends */
    private static long write(RowSource rows, FileChannel to, long at) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(to.position(at + HEAD)), 1 << 16), new CRC32());
        DataOutputStream out = new DataOutputStream(checked);
        Segment.writeHead(rows.rows(), rows.columns(), out);
        Counts counts = new Counts();
        for (int column = 0; column < rows.columns(); column++) {
            out.write(rows.values(column));
            counts.add(rows.counts(column));
        }
        counts.write(out);
        out.flush();
        long end = to.position();
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        head.putInt(MARK).putInt((int) checked.getChecksum().getValue()).putLong(end - at - HEAD);
        head.flip();
        while (head.hasRemaining()) {
            to.write(head, at + HEAD - head.remaining());
        }
        to.force(true);
        return end;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
