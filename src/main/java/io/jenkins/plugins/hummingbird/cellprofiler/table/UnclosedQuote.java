package io.jenkins.plugins.hummingbird.cellprofiler.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Distinguishes a field with several lines from one whose closing quote is missing and which therefore contains the
 * following rows: a CSV reader accepts both, up to the next quote or the end of the file.
 */
final class UnclosedQuote {
    private static final int LONGEST_FIELD = 64 << 10;
    private static final int MAX_LINE_BREAKS = 100;
    /** With fewer columns a line of a text may have as many commas as a row. */
    private static final int MIN_COLUMNS = 3;

    private final boolean fileEndsWithQuote;

    /** @param file the table */
    UnclosedQuote(Path file) throws IOException {
        fileEndsWithQuote = end(file).endsWith("\"");
    }

    /** Returns the last characters of the file before line ends and blanks. */
    private static String end(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer last = ByteBuffer.allocate((int) Math.min(64, channel.size()));
            long start = channel.size() - last.capacity();
            while (last.hasRemaining() && channel.read(last, start + last.position()) >= 0) {
                // a read may return less than requested
            }
            return new String(last.array(), StandardCharsets.ISO_8859_1).stripTrailing();
        }
    }

    /**
     * @param field the field without its quotes
     * @param columns the number of columns of the table
     * @return whether it contains rows
     */
    boolean in(String field, int columns) {
        if (field.length() > LONGEST_FIELD) {
            return true;
        }
        if (!hasLines(field)) {
            return false;
        }
        String[] lines = field.split("\r\n?|\n", -1);
        return lines.length - 1 > MAX_LINE_BREAKS || holdsRow(lines, columns);
    }

    private static boolean holdsRow(String[] lines, int columns) {
        for (int i = 1; columns >= MIN_COLUMNS && i < lines.length - 1; i++) {
            if (lines[i].chars().filter(c -> c == ',').count() == columns - 1) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param row the last row of the file
     * @return whether its last field extends to the end of the file: a closed field would end with a quote
     */
    boolean in(List<String> row) {
        return !fileEndsWithQuote && !row.isEmpty() && hasLines(row.get(row.size() - 1));
    }

    private static boolean hasLines(String field) {
        return field.indexOf('\n') >= 0 || field.indexOf('\r') >= 0;
    }
}
