package io.jenkins.plugins.hummingbird.ssh.key;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.MinaClassLoader;
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

/** Parses private keys as users paste them. Messages never contain a part of a key. */
public final class PrivateKeys {
    private PrivateKeys() {}

    /**
     * Parses ed25519, RSA and ECDSA keys in OpenSSH or PEM format.
     *
     * @param name the name of the credential in messages
     * @param texts one private key each; line ends and indentation are ignored
     * @param passphrase null or empty for none
     * @return at least one pair
     * @throws OperationException if a text is not a private key, its passphrase is missing or wrong, or its private
     *     half does not belong to its public half
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
        rejectOtherFormats(name, key);
        AtomicBoolean asked = new AtomicBoolean();
        FilePasswordProvider passwords = (session, resource, attempt) -> {
            asked.set(true);
            return passphrase;
        };
        String problem;
        try {
            List<KeyPair> pairs = MinaClassLoader.run(() -> load(name, key, passwords));
            if (!pairs.isEmpty()) {
                return pairs;
            }
            problem = "no key was found in it";
        } catch (IOException | RuntimeException e) {
            // not the message: it may quote a part of the key
            problem = e.getClass().getSimpleName();
        }
        if (asked.get() && passphrase.isEmpty()) {
            throw new OperationException("The private key of the SSH credential '" + name + "' is protected by a "
                    + "passphrase, and the credential has none: enter it there");
        }
        if (asked.get()) {
            throw new OperationException(
                    "The private key of the SSH credential '" + name + "' cannot be decrypted with the "
                            + "credential's passphrase: correct it there (" + problem + ")");
        }
        throw new OperationException("The private key of the SSH credential '" + name + "' cannot be read: it must be "
                + "an ed25519, RSA or ECDSA key in OpenSSH or PEM format, complete from the line -----BEGIN to the line "
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
            KeyPairCheck.check(name, pair);
        }
        return pairs;
    }

    /** Normalizes indentation, line ends and the end of the last line. */
    private static String normalized(String text) {
        return text.replace("\uFEFF", "")
                .strip()
                .lines()
                .map(String::strip)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static void rejectOtherFormats(String name, String key) throws OperationException {
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
            throw new OperationException(credential + "holds a public key instead of the private key, which is the "
                    + "file without .pub: enter that");
        }
    }
}
