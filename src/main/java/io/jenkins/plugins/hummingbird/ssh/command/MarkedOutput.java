package io.jenkins.plugins.hummingbird.ssh.command;

import io.jenkins.plugins.hummingbird.operation.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One of the two output streams of a command: forwards what is between the marks of {@link CommandLine}, keeps the
 * first part of what the shell prints before them for a message, and discards what follows them.
 */
final class MarkedOutput extends OutputStream {
    private static final int KEPT_BEFORE = 2000;
    private static final int LONGEST_CODE = 4;

    private final byte[] begin;
    private final byte[] end;
    private final OutputStream output;
    private final Runnable onChange;
    private final ByteArrayOutputStream before = new ByteArrayOutputStream();
    private final StringBuilder code = new StringBuilder();
    /** What may be the first part of a mark. */
    private byte[] held = new byte[0];

    private long countBefore;
    private Position position = Position.BEFORE;

    private enum Position {
        BEFORE,
        OUTPUT,
        CODE,
        AFTER
    }

    /**
     * @param output receives the output of the command; neither flushed nor closed
     * @param onChange called when the output is complete, and when the shell printed too much before it
     */
    MarkedOutput(CommandLine line, OutputStream output, Runnable onChange) {
        begin = line.begin();
        end = line.end();
        this.output = output;
        this.onChange = onChange;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** Throws only what the receiver of the output throws. */
    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        if (take(source, offset, count)) {
            onChange.run();
        }
    }

    private synchronized boolean take(byte[] source, int offset, int count) throws IOException {
        boolean reported = complete() || greetingTooLong();
        byte[] bytes = Arrays.copyOf(held, held.length + count);
        System.arraycopy(source, offset, bytes, held.length, count);
        held = new byte[0];
        int at = 0;
        if (position == Position.BEFORE) {
            at = upTo(begin, bytes, at, Position.OUTPUT);
        }
        if (position == Position.OUTPUT) {
            at = upTo(end, bytes, at, Position.CODE);
        }
        while (position == Position.CODE && at < bytes.length) {
            char next = (char) bytes[at++];
            if (next == ':' || code.length() == LONGEST_CODE) {
                position = Position.AFTER;
            } else {
                code.append(next);
            }
        }
        return !reported && (complete() || greetingTooLong());
    }

    /** Forwards what is before a mark; returns the offset at which to continue. */
    private int upTo(byte[] mark, byte[] bytes, int from, Position then) throws IOException {
        int found = indexOf(mark, bytes, from);
        boolean complete = found + mark.length <= bytes.length;
        if (position == Position.OUTPUT) {
            output.write(bytes, from, found - from);
        } else {
            countBefore += found - from;
            before.write(bytes, from, Math.min(found - from, KEPT_BEFORE - Math.min(KEPT_BEFORE, before.size())));
        }
        if (!complete) {
            held = Arrays.copyOfRange(bytes, found, bytes.length);
            return bytes.length;
        }
        position = then;
        return found + mark.length;
    }

    /** Returns the offset of the mark, or of what may be its first part at the end; else the length. */
    private static int indexOf(byte[] mark, byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at++) {
            int length = Math.min(mark.length, bytes.length - at);
            if (bytes[at] == mark[0] && Arrays.equals(bytes, at, at + length, mark, 0, length)) {
                return at;
            }
        }
        return bytes.length;
    }

    /** @return whether the command was started */
    synchronized boolean begun() {
        return position != Position.BEFORE;
    }

    /** @return whether the command has ended and all of its output has been received */
    synchronized boolean complete() {
        return position == Position.AFTER;
    }

    synchronized boolean greetingTooLong() {
        return countBefore > Limits.GREETING;
    }

    /**
     * @return the value of {@code $?} in bash after the command
     * @throws IOException if that is not a number
     */
    synchronized int code() throws IOException {
        try {
            return Integer.parseInt(code.toString());
        } catch (NumberFormatException e) {
            throw new IOException("invalid exit code '" + code + "'", e);
        }
    }

    /** @return the first part of what was printed before the command was started */
    synchronized String before() {
        byte[] rest = begun() ? new byte[0] : held;
        return before.toString(StandardCharsets.UTF_8) + new String(rest, StandardCharsets.UTF_8);
    }
}
