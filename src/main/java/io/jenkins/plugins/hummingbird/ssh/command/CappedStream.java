package io.jenkins.plugins.hummingbird.ssh.command;

import java.io.IOException;
import java.io.OutputStream;

/** Forwards the output of a command up to a limit and discards the rest. Not thread-safe. */
final class CappedStream extends OutputStream {
    private final OutputStream to;
    private long left;
    private boolean overflowed;

    /** @param limit in bytes */
    CappedStream(OutputStream to, long limit) {
        this.to = to;
        left = limit;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int room = (int) Math.min(left, length);
        to.write(bytes, offset, room);
        left -= room;
        overflowed |= room < length;
    }

    boolean overflowed() {
        return overflowed;
    }
}
