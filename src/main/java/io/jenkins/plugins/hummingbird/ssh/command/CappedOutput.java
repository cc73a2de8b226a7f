package io.jenkins.plugins.hummingbird.ssh.command;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Keeps the output of a command up to a limit, then reports the overflow once and discards the rest. Must not throw:
 * MINA would close the connection.
 */
final class CappedOutput extends OutputStream {
    private final int limit;
    private final Runnable onOverflow;
    private byte[] bytes = new byte[0];
    private int length;
    private boolean overflowed;

    /** @param limit in bytes */
    CappedOutput(int limit, Runnable onOverflow) {
        this.limit = limit;
        this.onOverflow = onOverflow;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        if (append(source, offset, count)) {
            onOverflow.run();
        }
    }

    private synchronized boolean append(byte[] source, int offset, int count) {
        if (overflowed) {
            return false;
        }
        if (count > limit - length) {
            overflowed = true;
            bytes = new byte[0];
            length = 0;
            return true;
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(length + count, 2 * bytes.length)));
        }
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
        return false;
    }

    synchronized boolean overflowed() {
        return overflowed;
    }

    synchronized String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
