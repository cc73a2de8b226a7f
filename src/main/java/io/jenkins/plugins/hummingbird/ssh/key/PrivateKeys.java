package io.jenkins.plugins.hummingbird.ssh.key;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.MinaLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Reads private keys as people paste them. What it says when it cannot never holds a part of a key. */
public final class PrivateKeys {
    private PrivateKeys() {}

    /**
     * Reads keys in OpenSSH's format or as PEM: ed25519, RSA and ECDSA.
     *
     * @param name what messages call the credential
     * @param texts a private key each; how their lines end and are indented does not matter
     * @param passphrase null or empty: none
     * @return at least one pair
     * @throws OperationException a text that is no private key, one whose passphrase is missing or another, or one whose
     *     private half does not sign for its public half
     */
    public static List<KeyPair> parse(String name, List<String> texts, String passphrase) throws OperationException {
        List<KeyPair> pairs = new ArrayList<>();
        for (String text : texts) {
            if (!text.isBlank()) {
                pairs.addAll(parse(name, text, passphrase == null ? "" : passphrase));
            }
        }
        if (pairs.isEmpty()) {
            throw new OperationException("The SSH credential '" + name + "' holds no private key: enter one");
        }
        return pairs;
    }

    private static List<KeyPair> parse(String name, String text, String passphrase) throws OperationException {
        String key = normalized(text);
        refuseOtherThings(name, key);
        AtomicBoolean asked = new AtomicBoolean();
        FilePasswordProvider passwords = (session, resource, attempt) -> {
            asked.set(true);
            return passphrase;
        };
        String problem;
        try {
            List<KeyPair> pairs = MinaLoader.run(() -> load(name, key, passwords));
            if (!pairs.isEmpty()) {
                return pairs;
            }
            problem = "no key was found in it";
        } catch (IOException | RuntimeException e) {
            // Not the message: it may quote what it could not read.
            problem = e.getClass().getSimpleName();
        }
        if (asked.get() && passphrase.isEmpty()) {
            throw new OperationException("The private key of the SSH credential '" + name + "' is protected by a "
                    + "passphrase, and the credential has none: enter it there");
        }
        if (asked.get()) {
            throw new OperationException("The private key of the SSH credential '" + name + "' does not open with the "
                    + "credential's passphrase: correct it there (" + problem + ")");
        }
        throw new OperationException("The private key of the SSH credential '" + name + "' cannot be read: it must be "
                + "an ed25519, RSA or ECDSA key in OpenSSH or PEM format, whole from its line -----BEGIN to its line "
                + "-----END (" + problem + ")");
    }

    private static List<KeyPair> load(String name, String key, FilePasswordProvider passwords)
            throws IOException, OperationException {
        List<KeyPair> pairs = new ArrayList<>();
        try (InputStream stream = new ByteArrayInputStream(key.getBytes(StandardCharsets.UTF_8))) {
            Iterable<KeyPair> found =
                    SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(name), stream, passwords);
            if (found != null) {
                found.forEach(pairs::add);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        for (KeyPair pair : pairs) {
            KeyProof.check(name, pair);
        }
        return pairs;
    }

    /** Forms indent, editors end lines as they like, and a last line end gets lost. */
    private static String normalized(String text) {
        return text.replace("\uFEFF", "")
                .strip()
                .lines()
                .map(String::strip)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static void refuseOtherThings(String name, String key) throws OperationException {
        String credential = "The SSH credential '" + name + "' ";
        if (key.startsWith("PuTTY-User-Key-File")) {
            throw new OperationException(
                    credential + "holds a key in PuTTY's format: convert it with 'puttygen key.ppk "
                            + "-O private-openssh-new -o key', or with Export OpenSSH key in PuTTYgen's Conversions menu");
        }
        boolean publicKey = key.matches("(?s)(ssh-|ecdsa-|sk-)\\S+ .*")
                || key.contains("BEGIN PUBLIC KEY")
                || key.contains("BEGIN RSA PUBLIC KEY")
                || key.contains("BEGIN SSH2 PUBLIC KEY");
        if (publicKey) {
            throw new OperationException(credential + "holds a public key where the private one belongs, which is the "
                    + "file without .pub: enter that");
        }
    }
}
