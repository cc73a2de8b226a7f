package io.jenkins.plugins.hummingbird.submit.inputs;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses quickly: paths repeat so much of each other that more effort takes seconds and saves little. */
final class FastGzip extends GZIPOutputStream {
    private static final int BUFFER = 1 << 16;

    FastGzip(OutputStream to) throws IOException {
        super(to, BUFFER);
        def.setLevel(Deflater.BEST_SPEED);
    }
}
