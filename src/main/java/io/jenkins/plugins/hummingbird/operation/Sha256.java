package io.jenkins.plugins.hummingbird.operation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A digest (SHA-256) by which something is known again, also by later releases: on tags of AWS and in files. What is added
 * runs together; where parts must not, their lengths are added, too.
 */
public final class Sha256 {
    private final MessageDigest digest;

    /** Begins with nothing. */
    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }

    /** Adds the text in UTF-8. */
    public Sha256 add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds all of the bytes. */
    public Sha256 add(byte[] bytes) {
        return add(bytes, bytes.length);
    }

    /** Adds the first bytes of a buffer. */
    public Sha256 add(byte[] buffer, int length) {
        digest.update(buffer, 0, length);
        return this;
    }

    /** @return 32 bytes; nothing can be added any more */
    public byte[] bytes() {
        return digest.digest();
    }

    /** @return 64 hexadecimal digits; nothing can be added any more */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }
}
