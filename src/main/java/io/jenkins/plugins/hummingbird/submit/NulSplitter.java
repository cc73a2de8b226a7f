package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Cuts what a command prints at each NUL, so that a list of any length takes the memory of one entry. */
final class NulSplitter extends OutputStream {
    /** Takes one entry. */
    interface Taker {
        void take(String entry) throws IOException, OperationException;
    }

    private final Taker taker;
    private final ByteArrayOutputStream entry = new ByteArrayOutputStream();
    private OperationException refusal;

    NulSplitter(Taker taker) {
        this.taker = taker;
    }

    @Override
    public void write(int b) throws IOException {
        if (b != 0) {
            entry.write(b);
            return;
        }
        if (refusal == null) {
            try {
                taker.take(entry.toString(StandardCharsets.UTF_8));
            } catch (OperationException e) {
                // the command is heard out; a stream can only throw what means "try again"
                refusal = e;
            }
        }
        entry.reset();
    }

    /** Throws what an entry was refused for. */
    void rethrow() throws OperationException {
        if (refusal != null) {
            throw refusal;
        }
    }
}
