package io.jenkins.plugins.hummingbird.submit.images;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.headnode.AnswerLines;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What {@code indexes.sh} answered: files one after the other, each as long as the line before it says. */
public final class IndexFiles implements IndexContents, Closeable {
    private static final Pattern BYTES = Pattern.compile("[0-9]{1,18}");

    private final AnswerLines lines;
    private final InputStream in;
    private final String images;
    private final long most;
    private long told;
    private Rest rest = new Rest(0);

    /**
     * @param most the bytes that were asked for at most
     * @throws OperationException when there are more
     */
    public IndexFiles(Path answers, String images, long most) throws IOException, OperationException {
        this.images = images;
        this.most = most;
        lines = AnswerLines.ofGzip(answers, "the copy of Harmony's index files");
        in = lines.rest();
        try {
            String total = line();
            if (!BYTES.matcher(total).matches()) {
                throw new IOException("the copy of Harmony's index files begins with '"
                        + total.substring(0, Math.min(100, total.length())) + "' and not with a size");
            }
            check(Long.parseLong(total));
        } catch (IOException | OperationException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    private void check(long total) throws OperationException {
        if (total > most) {
            throw IndexContents.tooLarge(images, total, most);
        }
    }

    /**
     * @throws EOFException when there is none: the answer broke off
     * @throws OperationException when the head node could not read it
     */
    @Override
    public InputStream next(String path) throws IOException, OperationException {
        in.skipNBytes(rest.left);
        String line = line();
        if (!BYTES.matcher(line).matches()) {
            throw new OperationException("Harmony's index " + path + " cannot be read: " + line + ". Let that user read"
                    + " it, or give imagePattern OperaPhenixNumbers, which reads no index.");
        }
        long bytes = Long.parseLong(line);
        // whatever the first line said of all of them
        check(Math.max(bytes, told + bytes));
        told += bytes;
        rest = new Rest(bytes);
        return rest;
    }

    private String line() throws IOException, OperationException {
        String line = lines.next();
        if (line == null) {
            throw new EOFException("the copy of Harmony's index files broke off");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** What is left of a file. */
    private final class Rest extends InputStream {
        private long left;

        Rest(long left) {
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(bytes, offset, (int) Math.min(left, length));
            if (read < 0) {
                throw new EOFException("the copy of Harmony's index files broke off");
            }
            left -= read;
            return read;
        }
    }
}
