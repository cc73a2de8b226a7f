package io.jenkins.plugins.hummingbird.jenkins;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Private keys that nobody knows. */
public final class Keys {
    /** As few as are still taken: the time to find the primes grows with the third power or more. */
    private static final int BITS = 2048;

    private Keys() {}

    /** The text of a new one, as in a file. */
    public static String generate() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
    }
}
