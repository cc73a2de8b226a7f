package io.jenkins.plugins.hummingbird.submit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A digest (SHA-256) of everything that decides what a group's results are. Each part goes in with its length before it,
 * so that parts cannot run into each other.
 */
final class GroupDigest {
    private final MessageDigest digest;

    GroupDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }

    GroupDigest add(byte[] part) {
        length(part.length);
        digest.update(part);
        return this;
    }

    GroupDigest add(String part) {
        return add(part.getBytes(StandardCharsets.UTF_8));
    }

    /** @param length how many bytes of the stream are the part */
    GroupDigest add(InputStream in, long length) throws IOException {
        length(length);
        byte[] buffer = new byte[1 << 13];
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("the sorted image table ends " + left + " bytes before its last group does");
            }
            digest.update(buffer, 0, read);
            left -= read;
        }
        return this;
    }

    private void length(long length) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(length).array());
    }

    /** @return 64 hexadecimal digits; nothing can be added any more */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
