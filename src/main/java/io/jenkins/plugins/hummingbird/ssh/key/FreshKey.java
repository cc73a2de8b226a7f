package io.jenkins.plugins.hummingbird.ssh.key;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.MinaLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/** A new ed25519 key pair as texts, for a host or somebody who logs in. Holds a private key: not for a saved field. */
public final class FreshKey {
    private static final int BITS = 256;

    private final String privateText;
    private final String publicLine;

    private FreshKey(String privateText, String publicLine) {
        this.privateText = privateText;
        this.publicLine = publicLine;
    }

    /** Makes one; no two are alike. */
    public static FreshKey make() throws IOException, OperationException {
        return MinaLoader.run(() -> {
            try {
                KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, BITS);
                ByteArrayOutputStream text = new ByteArrayOutputStream();
                OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "", null, text);
                return new FreshKey(text.toString(StandardCharsets.UTF_8), publicLine(pair));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("an ed25519 key cannot be made", e);
            }
        });
    }

    /** @return the public half of a pair as the first two words of a line in authorized_keys */
    public static String publicLine(KeyPair pair) throws IOException, OperationException {
        return MinaLoader.run(() -> PublicKeyEntry.toString(pair.getPublic()));
    }

    /** The private half in OpenSSH's format, without a passphrase: {@link PrivateKeys#parse} reads it. */
    public String privateText() {
        return privateText;
    }

    /** The public half, see {@link #publicLine(KeyPair)}. */
    public String publicLine() {
        return publicLine;
    }
}
