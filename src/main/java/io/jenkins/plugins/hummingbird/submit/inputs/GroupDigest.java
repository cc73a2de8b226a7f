package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.operation.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A digest of everything that decides what a group's results are. Each part goes in with its length before it, so that
 * parts cannot run into each other.
 */
public final class GroupDigest {
    private final Sha256 digest = new Sha256();

    public GroupDigest add(byte[] part) {
        length(part.length);
        digest.add(part);
        return this;
    }

    public GroupDigest add(String part) {
        return add(part.getBytes(StandardCharsets.UTF_8));
    }

    /** @param length how many bytes of the stream are the part */
    public GroupDigest add(InputStream in, long length) throws IOException {
        length(length);
        byte[] buffer = new byte[1 << 13];
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("the sorted image table ends " + left + " bytes before its last group does");
            }
            digest.add(buffer, read);
            left -= read;
        }
        return this;
    }

    private void length(long length) {
        digest.add(ByteBuffer.allocate(Long.BYTES).putLong(length).array());
    }

    /** @return 64 hexadecimal digits; nothing can be added any more */
    public String hex() {
        return digest.hex();
    }
}
