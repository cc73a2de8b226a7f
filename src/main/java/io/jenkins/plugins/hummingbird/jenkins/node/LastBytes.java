package io.jenkins.plugins.hummingbird.jenkins.node;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the last bytes that are written. */
final class LastBytes extends OutputStream {
    private final byte[] ring;
    private long written;

    /** @param most how many bytes are kept */
    LastBytes(int most) {
        ring = new byte[most];
    }

    @Override
    public synchronized void write(int b) {
        ring[(int) (written % ring.length)] = (byte) b;
        written++;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) {
        for (int i = Math.max(0, count - ring.length); i < count; i++) {
            write(bytes[offset + i]);
        }
    }

    synchronized String text() {
        int length = (int) Math.min(written, ring.length);
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = ring[(int) ((written - length + i) % ring.length)];
        }
        return new String(text, StandardCharsets.UTF_8);
    }
}
