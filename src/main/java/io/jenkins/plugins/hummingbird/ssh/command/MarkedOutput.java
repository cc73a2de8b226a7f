package io.jenkins.plugins.hummingbird.ssh.command;

import io.jenkins.plugins.hummingbird.operation.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One of the two outputs of a command: hands on what stands between the marks of {@link CommandLine}, and of what a shell
 * prints before them keeps the beginning, for a message. What comes after them is dropped.
 */
final class MarkedOutput extends OutputStream {
    private static final int KEPT_BEFORE = 2000;
    private static final int LONGEST_CODE = 4;

    private final byte[] begin;
    private final byte[] end;
    private final OutputStream answer;
    private final Runnable onChange;
    private final ByteArrayOutputStream before = new ByteArrayOutputStream();
    private final StringBuilder code = new StringBuilder();
    /** What may be the beginning of a mark. */
    private byte[] held = new byte[0];

    private long countBefore;
    private Place place = Place.BEFORE;

    private enum Place {
        BEFORE,
        ANSWER,
        CODE,
        AFTER
    }

    /**
     * @param answer gets what the command prints; neither flushed nor closed
     * @param onChange is told when the answer is complete, and when there is too much before it
     */
    MarkedOutput(CommandLine line, OutputStream answer, Runnable onChange) {
        begin = line.begin();
        end = line.end();
        this.answer = answer;
        this.onChange = onChange;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** Throws only what the receiver of the answer does. */
    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        if (take(source, offset, count)) {
            onChange.run();
        }
    }

    private synchronized boolean take(byte[] source, int offset, int count) throws IOException {
        boolean told = complete() || tooMuchBefore();
        byte[] bytes = Arrays.copyOf(held, held.length + count);
        System.arraycopy(source, offset, bytes, held.length, count);
        held = new byte[0];
        int at = 0;
        if (place == Place.BEFORE) {
            at = upTo(begin, bytes, at, Place.ANSWER);
        }
        if (place == Place.ANSWER) {
            at = upTo(end, bytes, at, Place.CODE);
        }
        while (place == Place.CODE && at < bytes.length) {
            char next = (char) bytes[at++];
            if (next == ':' || code.length() == LONGEST_CODE) {
                place = Place.AFTER;
            } else {
                code.append(next);
            }
        }
        return !told && (complete() || tooMuchBefore());
    }

    /** Hands on what stands before a mark; answers where to read on. */
    private int upTo(byte[] mark, byte[] bytes, int from, Place then) throws IOException {
        int found = indexOf(mark, bytes, from);
        boolean whole = found + mark.length <= bytes.length;
        if (place == Place.ANSWER) {
            answer.write(bytes, from, found - from);
        } else {
            countBefore += found - from;
            before.write(bytes, from, Math.min(found - from, KEPT_BEFORE - Math.min(KEPT_BEFORE, before.size())));
        }
        if (!whole) {
            held = Arrays.copyOfRange(bytes, found, bytes.length);
            return bytes.length;
        }
        place = then;
        return found + mark.length;
    }

    /** Answers where the mark begins, or what may be the beginning of one at the end; else the length. */
    private static int indexOf(byte[] mark, byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at++) {
            int length = Math.min(mark.length, bytes.length - at);
            if (bytes[at] == mark[0] && Arrays.equals(bytes, at, at + length, mark, 0, length)) {
                return at;
            }
        }
        return bytes.length;
    }

    /** Whether the command was begun. */
    synchronized boolean begun() {
        return place != Place.BEFORE;
    }

    /** Whether the command has ended, and all that it printed is here. */
    synchronized boolean complete() {
        return place == Place.AFTER;
    }

    synchronized boolean tooMuchBefore() {
        return countBefore > Limits.GREETING;
    }

    /**
     * @return how the command ended, as bash says it in {@code $?}
     * @throws IOException when that is no number
     */
    synchronized int code() throws IOException {
        try {
            return Integer.parseInt(code.toString());
        } catch (NumberFormatException e) {
            throw new IOException("an exit code is '" + code + "'", e);
        }
    }

    /** The beginning of what was printed before the command was begun; all of it when that never was. */
    synchronized String before() {
        byte[] rest = begun() ? new byte[0] : held;
        return before.toString(StandardCharsets.UTF_8) + new String(rest, StandardCharsets.UTF_8);
    }
}
