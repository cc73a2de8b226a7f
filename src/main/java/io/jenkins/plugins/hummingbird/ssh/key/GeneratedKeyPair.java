package io.jenkins.plugins.hummingbird.ssh.key;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.MinaClassLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/** A new ed25519 key pair in OpenSSH's text formats. Holds a private key: must not be saved. */
public final class GeneratedKeyPair {
    private static final int BITS = 256;

    private final String privateText;
    private final String publicLine;

    private GeneratedKeyPair(String privateText, String publicLine) {
        this.privateText = privateText;
        this.publicLine = publicLine;
    }

    /** Generates a key pair. */
    public static GeneratedKeyPair generate() throws IOException, OperationException {
        return MinaClassLoader.run(() -> {
            try {
                KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, BITS);
                ByteArrayOutputStream text = new ByteArrayOutputStream();
                OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "", null, text);
                return new GeneratedKeyPair(text.toString(StandardCharsets.UTF_8), publicLine(pair));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("cannot generate an ed25519 key", e);
            }
        });
    }

    /** @return the public half of a pair as the first two words of a line in authorized_keys */
    public static String publicLine(KeyPair pair) throws IOException, OperationException {
        return MinaClassLoader.run(() -> PublicKeyEntry.toString(pair.getPublic()));
    }

    /** @return the private half in OpenSSH's format, without a passphrase: {@link PrivateKeys#parse} reads it */
    public String privateText() {
        return privateText;
    }

    /** @return the public half, see {@link #publicLine(KeyPair)} */
    public String publicLine() {
        return publicLine;
    }
}
