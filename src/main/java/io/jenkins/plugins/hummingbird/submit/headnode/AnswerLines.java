package io.jenkins.plugins.hummingbird.submit.headnode;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads the lines of what a head node answered, none longer than {@link Limits#ENTRY}, also where it is compressed. */
public final class AnswerLines implements Closeable {
    private final InputStream in;
    private final String what;

    private AnswerLines(InputStream in, String what) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.what = what;
    }

    /** @param what is read, for messages */
    public static AnswerLines of(Path answer, String what) throws IOException {
        return new AnswerLines(Files.newInputStream(answer), what);
    }

    /** @param what is read, for messages */
    public static AnswerLines ofGzip(Path answer, String what) throws IOException {
        return new AnswerLines(new GZIPInputStream(Files.newInputStream(answer), 1 << 16), what);
    }

    /**
     * @return the next line without its end; null when there is no more
     * @throws OperationException when it is too long
     */
    public String next() throws IOException, OperationException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int letter = in.read();
        if (letter < 0) {
            return null;
        }
        for (; letter >= 0 && letter != '\n'; letter = in.read()) {
            if (line.size() == Limits.ENTRY) {
                throw new OperationException(what + " has a line of more than " + Limits.words(Limits.ENTRY)
                        + ", which none has that Hummingbird's own scripts print. Look at what runs on the head node.");
            }
            line.write(letter);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** @return what follows the lines that were read */
    public InputStream rest() {
        return in;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
