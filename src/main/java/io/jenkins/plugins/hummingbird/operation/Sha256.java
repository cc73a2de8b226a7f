package io.jenkins.plugins.hummingbird.operation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest that identifies something across releases: in AWS tags and in files. Added values are concatenated;
 * add their lengths as well where boundaries matter.
 */
public final class Sha256 {
    private final MessageDigest digest;

    /** Starts with no content. */
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

    /** Adds all bytes. */
    public Sha256 add(byte[] bytes) {
        return add(bytes, bytes.length);
    }

    /** Adds the first bytes of a buffer. */
    public Sha256 add(byte[] buffer, int length) {
        digest.update(buffer, 0, length);
        return this;
    }

    /** @return 32 bytes; nothing can be added afterwards */
    public byte[] bytes() {
        return digest.digest();
    }

    /** @return 64 hexadecimal digits; nothing can be added afterwards */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }
}
