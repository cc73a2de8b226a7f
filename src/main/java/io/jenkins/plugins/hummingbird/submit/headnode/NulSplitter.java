package io.jenkins.plugins.hummingbird.submit.headnode;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Cuts what a command prints at each NUL, so that a list of any length takes the memory of one entry. */
public final class NulSplitter extends OutputStream {
    /** Takes one entry. */
    public interface Taker {
        void take(String entry) throws IOException, OperationException;
    }

    private final Taker taker;
    /** Takes what is not in UTF-8. */
    private final Taker garbled;

    private final ByteArrayOutputStream entry = new ByteArrayOutputStream();
    private OperationException refusal;

    public NulSplitter(Taker taker) {
        this(taker, taker);
    }

    private NulSplitter(Taker taker, Taker garbled) {
        this.taker = taker;
        this.garbled = garbled;
    }

    /** Hands on the entries of a file; of bytes that are no UTF-8 it makes U+FFFD. */
    public static void split(Path file, Taker taker) throws IOException, OperationException {
        split(file, taker, taker);
    }

    /**
     * Hands on the entries of a file.
     *
     * @param garbled takes those that are not in UTF-8, or hold the U+FFFD that stands for such bytes: each byte beyond ASCII
     *     is written as in {@code \xC3}
     */
    public static void split(Path file, Taker taker, Taker garbled) throws IOException, OperationException {
        NulSplitter splitter = new NulSplitter(taker, garbled);
        Files.copy(file, splitter);
        splitter.rethrow();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length && refusal == null; i++) {
            write(bytes[i]);
        }
    }

    @Override
    public void write(int b) throws IOException {
        if (refusal != null) {
            return;
        }
        if (b != 0) {
            add(b);
            return;
        }
        try {
            String text = entry.toString(StandardCharsets.UTF_8);
            if (garbled == taker || text.indexOf('\uFFFD') < 0) {
                taker.take(text);
            } else {
                garbled.take(ascii(entry.toByteArray()));
            }
        } catch (OperationException e) {
            // the command is heard out; a stream can only throw what means "try again"
            refusal = e;
        }
        entry.reset();
    }

    private static String ascii(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(b >= 0 ? String.valueOf((char) b) : String.format("\\x%02X", b & 0xFF));
        }
        return text.toString();
    }

    private void add(int b) {
        if (entry.size() == Limits.ENTRY) {
            refusal = new OperationException("A list from the head node has an entry of more than "
                    + Limits.words(Limits.ENTRY) + ", and no path is as long. Look at what runs on the head node.");
            return;
        }
        entry.write(b);
    }

    /** Throws what an entry was refused for; called when all is written. */
    public void rethrow() throws OperationException {
        if (refusal != null) {
            throw refusal;
        }
    }
}
