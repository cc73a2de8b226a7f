package io.jenkins.plugins.hummingbird.submit.objects;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The lines of a file in UTF-8, and where each begins and ends in it, in bytes. */
final class LineOffsets implements Closeable {
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long offset;
    private long end;

    LineOffsets(InputStream file) {
        in = new BufferedInputStream(file, 1 << 16);
    }

    /** @return the next line without its end; null after the last one */
    String next() throws IOException {
        line.reset();
        offset = end;
        for (int b = in.read(); b >= 0; b = in.read()) {
            end++;
            if (b == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(b);
        }
        return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
    }

    /** @return where the line begins */
    long offset() {
        return offset;
    }

    /** @return where the next line begins */
    long end() {
        return end;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
