package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** What {@code indexes.sh} answered: files one after the other, each as long as the line before it says. */
final class IndexFiles implements Closeable {
    /** In bytes, of all of them together; that is some two million images. */
    static final long MOST = 4L << 30;

    private final InputStream in;
    private Rest rest = new Rest(0);

    /**
     * @param most the bytes that were asked for at most
     * @throws OperationException when there are more
     */
    IndexFiles(Path answers, String images, long most) throws IOException, OperationException {
        in = new GZIPInputStream(Files.newInputStream(answers), 1 << 16);
        try {
            long total = Long.parseLong(line());
            if (total > most) {
                throw new OperationException("Harmony's index files below " + images + " have " + total
                        + " bytes together, and up to " + most + " are read. Submit fewer plates at once, or give"
                        + " imagePattern OperaPhenixNumbers, which reads no index.");
            }
        } catch (IOException | OperationException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * @param path of the file, for messages
     * @return the content of the next file, up to the next call
     * @throws EOFException when there is none: the answer broke off
     * @throws OperationException when the head node could not read it
     */
    InputStream next(String path) throws IOException, OperationException {
        in.skipNBytes(rest.left);
        String line = line();
        if (!line.matches("[0-9]{1,18}")) {
            throw new OperationException("Harmony's index " + path + " cannot be read: " + line + ". Let that user read"
                    + " it, or give imagePattern OperaPhenixNumbers, which reads no index.");
        }
        rest = new Rest(Long.parseLong(line));
        return rest;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the copy of Harmony's index files broke off");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
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
