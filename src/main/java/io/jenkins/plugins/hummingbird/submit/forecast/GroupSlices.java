package io.jenkins.plugins.hummingbird.submit.forecast;

import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Copies the rows of groups from a sorted table to the end of another. */
final class GroupSlices implements Closeable {
    private final FileChannel from;
    private final FileChannel to;

    /**
     * @param from the sorted table
     * @param to is replaced
     */
    GroupSlices(Path from, Path to) throws IOException {
        this.from = FileChannel.open(from);
        this.to = FileChannel.open(
                to, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    void copy(Group group) throws IOException {
        long end = group.offset() + group.length();
        for (long at = group.offset(); at < end; ) {
            long copied = from.transferTo(at, end - at, to);
            if (copied <= 0) {
                throw new EOFException("the sorted table ends " + (end - at) + " bytes before a group does");
            }
            at += copied;
        }
    }

    @Override
    public void close() throws IOException {
        try (from) {
            to.close();
        }
    }
}
