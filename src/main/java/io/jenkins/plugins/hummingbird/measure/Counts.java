package io.jenkins.plugins.hummingbird.measure;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Of how many objects the values of a {@link Segment} are, and how many were left out: by column and row. Columns of one
 * object table mostly have the same numbers, which are written once.
 */
final class Counts {
    /** Two numbers of four bytes. */
    private static final int PAIR = 8;

    private final Map<ByteBuffer, Integer> numberOfBlock = new LinkedHashMap<>();

    /** A block, and of how many columns one after the other. */
    private final List<int[]> runs = new ArrayList<>();

    /**
     * Adds the next column.
     *
     * @param block for each row the number, and how many were left out
     */
    void add(ByteBuffer block) {
        int number = numberOfBlock.computeIfAbsent(block, unknown -> numberOfBlock.size());
        int[] last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last != null && last[0] == number) {
            last[1]++;
        } else {
            runs.add(new int[] {number, 1});
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(runs.size());
        out.writeInt(numberOfBlock.size());
        for (int[] run : runs) {
            out.writeInt(run[0]);
            out.writeInt(run[1]);
        }
        for (ByteBuffer block : numberOfBlock.keySet()) {
            out.write(block.array());
        }
    }

    /**
     * Finds the block of a column in what was written.
     *
     * @param at reads so many bytes from a place in it
     * @return for each row the number, and how many were left out
     */
    static ByteBuffer read(Reader at, int rows, int column) throws IOException {
        ByteBuffer head = at.read(0, 8);
        int runs = head.getInt();
        head.getInt();
        ByteBuffer all = at.read(8, runs * PAIR);
        int left = column;
        while (true) {
            int block = all.getInt();
            left -= all.getInt();
            if (left < 0) {
                return at.read(8 + (long) runs * PAIR + (long) block * rows * PAIR, rows * PAIR);
            }
        }
    }

    /** Reads from where the counts of a segment begin. */
    interface Reader {
        ByteBuffer read(long from, int length) throws IOException;
    }
}
