package io.jenkins.plugins.hummingbird.cellprofiler.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells a field of several lines from one whose closing quote is missing, which has swallowed the rows after it: a CSV
 * reader takes either, up to the next quote or the end of the file.
 */
final class UnclosedQuote {
    private static final int LONGEST_FIELD = 64 << 10;
    private static final int MOST_LINE_BREAKS = 100;
    /** With fewer columns a line within a text may well have as many commas as a row. */
    private static final int FEWEST_COLUMNS = 3;

    private final boolean fileEndsWithQuote;

    /** @param file the table */
    UnclosedQuote(Path file) throws IOException {
        fileEndsWithQuote = end(file).endsWith("\"");
    }

    /** The last few characters of the file that are no line end. */
    private static String end(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer last = ByteBuffer.allocate((int) Math.min(64, channel.size()));
            long start = channel.size() - last.capacity();
            while (last.hasRemaining() && channel.read(last, start + last.position()) >= 0) {
                // a read may bring less than was asked for
            }
            return new String(last.array(), StandardCharsets.ISO_8859_1).stripTrailing();
        }
    }

    /**
     * @param field as it was read, without its quotes
     * @param columns how many the table has
     * @return whether it has swallowed rows
     */
    boolean in(String field, int columns) {
        if (field.length() > LONGEST_FIELD) {
            return true;
        }
        if (!hasLines(field)) {
            return false;
        }
        String[] lines = field.split("\r\n?|\n", -1);
        return lines.length - 1 > MOST_LINE_BREAKS || holdsRow(lines, columns);
    }

    private static boolean holdsRow(String[] lines, int columns) {
        for (int i = 1; columns >= FEWEST_COLUMNS && i < lines.length - 1; i++) {
            if (lines[i].chars().filter(c -> c == ',').count() == columns - 1) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param row the last of the file
     * @return whether its last field runs on to the end of the file; were it closed, its quote would stand there
     */
    boolean in(List<String> row) {
        return !fileEndsWithQuote && !row.isEmpty() && hasLines(row.get(row.size() - 1));
    }

    private static boolean hasLines(String field) {
        return field.indexOf('\n') >= 0 || field.indexOf('\r') >= 0;
    }
}
