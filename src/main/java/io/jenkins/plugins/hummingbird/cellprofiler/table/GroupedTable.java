package io.jenkins.plugins.hummingbird.cellprofiler.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.jenkins.plugins.hummingbird.cellprofiler.CodePoints;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts an image table by groups, in the order in which CellProfiler runs them ({@code Measurements.get_groupings}: by
 * the recorded values, compared as text); the rows of a group stay in the order of the table. A task extracts its slice
 * of the sorted table by offset and length. Needs 16 bytes of memory per row.
 */
public final class GroupedTable {
    private final Grouping grouping;
    private final List<ColumnType> types;
    private final Map<List<String>, Integer> numbers = new HashMap<>();
    private final List<List<String>> values = new ArrayList<>();
    private long[] ends = new long[1024];
    private int[] groupOfRow = new int[1024];
    private int rows;

    private GroupedTable(Grouping grouping) {
        this.grouping = grouping;
        types = grouping.types();
    }

    /**
     * @param table read to its end
     * @param grouping the grouping
     * @param header the file to write the header line to
     * @param sorted the file to write the rows to, without the header
     * @return the groups in the order of the sorted table
     * @throws OperationException if a row does not match the header
     */
    public static List<Group> sort(ImageTable table, Grouping grouping, Path header, Path sorted)
            throws IOException, OperationException {
        Path unsorted = sorted.resolveSibling("unsorted.csv");
        try {
            GroupedTable work = new GroupedTable(grouping);
            Files.write(header, line(table.columns()));
            work.copy(table, unsorted);
            return work.write(unsorted, sorted);
        } finally {
            Files.deleteIfExists(unsorted);
        }
    }

    private static byte[] line(List<String> fields) {
        StringWriter text = new StringWriter();
        CsvWriter.builder()
                .bufferSize(0)
                .lineDelimiter(LineDelimiter.LF)
                .build(text)
                .writeRecord(fields);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void copy(ImageTable table, Path unsorted) throws IOException, OperationException {
        long end = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unsorted), 1 << 16)) {
            while (table.hasNext()) {
                List<String> row = table.next();
                grouping.check(row);
                byte[] line = line(row);
                out.write(line);
                end += line.length;
                add(grouping.values(row), end);
            }
        }
    }

    private void add(List<String> key, long end) {
        Integer number = numbers.get(key);
        if (number == null) {
            number = values.size();
            numbers.put(key, number);
            values.add(key);
            for (int i = 0; i < key.size(); i++) {
                types.get(i).observe(key.get(i));
            }
        }
        if (rows == ends.length) {
            ends = Arrays.copyOf(ends, rows * 2);
            groupOfRow = Arrays.copyOf(groupOfRow, rows * 2);
        }
        ends[rows] = end;
        groupOfRow[rows] = number;
        rows++;
    }

    private List<Group> write(Path unsorted, Path sorted) throws IOException {
        int[][] rowsOfGroup = rowsOfGroup();
        FolderNames folders = new FolderNames();
        List<Group> groups = new ArrayList<>(values.size());
        long offset = 0;
        long image = 1;
        try (FileChannel in = FileChannel.open(unsorted);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(sorted), 1 << 16)) {
            for (int number : order()) {
                long length = 0;
                for (int row : rowsOfGroup[number]) {
                    length += transfer(in, row, out);
                }
                int count = rowsOfGroup[number].length;
                groups.add(new Group(values.get(number), folders.of(values.get(number)), offset, length, count, image));
                offset += length;
                image += count;
            }
        }
        return groups;
    }

    private int[][] rowsOfGroup() {
        int[] sizes = new int[values.size()];
        for (int row = 0; row < rows; row++) {
            sizes[groupOfRow[row]]++;
        }
        int[][] result = new int[sizes.length][];
        Arrays.setAll(result, group -> new int[sizes[group]]);
        int[] filled = new int[sizes.length];
        for (int row = 0; row < rows; row++) {
            int group = groupOfRow[row];
            result[group][filled[group]++] = row;
        }
        return result;
    }

    private List<Integer> order() {
        List<List<String>> recorded = new ArrayList<>(values.size());
        List<Integer> order = new ArrayList<>(values.size());
        for (List<String> key : values) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < key.size(); i++) {
                texts.add(types.get(i).recorded(key.get(i)));
            }
            recorded.add(texts);
            order.add(order.size());
        }
        // stable: groups with equal recorded values stay in the order of the table
        order.sort(Comparator.comparing(recorded::get, CodePoints.LISTS));
        return order;
    }

    private int transfer(FileChannel in, int row, OutputStream out) throws IOException {
        long start = row == 0 ? 0 : ends[row - 1];
        ByteBuffer line = ByteBuffer.allocate((int) (ends[row] - start));
        while (line.hasRemaining()) {
            if (in.read(line, start + line.position()) < 0) {
                throw new IOException("the copy of the image table is shorter than what was written to it");
            }
        }
        out.write(line.array());
        return line.capacity();
    }
}
