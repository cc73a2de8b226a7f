package io.jenkins.plugins.hummingbird.jenkins.node;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first bytes that are written, and drops the rest. */
final class FirstBytes extends OutputStream {
    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    /** @param most how many bytes are kept */
    FirstBytes(int most) {
        this.most = most;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) {
        kept.write(bytes, offset, Math.min(count, most - kept.size()));
    }

    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }
}
