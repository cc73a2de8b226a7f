package io.jenkins.plugins.hummingbird.measure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Rows that are about to become a {@link Segment}; asked for one column after the other. */
interface RowSource {
    List<ValueRow> rows();

    /** @return how many columns there are */
    int columns();

    /** @return the values of a column as {@link Segment#put} makes them, row after row */
    byte[] values(int column) throws IOException;

    /** @return a block as {@link Counts#add} takes it */
    ByteBuffer counts(int column) throws IOException;
}
