package io.jenkins.plugins.hummingbird.ssh.hostkey;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Login;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.function.Consumer;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;

/** The known host keys: those remembered from first connections, and those given with a login. */
public final class HostKeys {
    private final RememberedKeys remembered;

    /**
     * @param file where keys of first connections are remembered, in the format of OpenSSH's known_hosts; created with
     *     its folder when needed. Instances for the same file in one JVM are safe to use together; other processes must
     *     not write to it
     */
    public HostKeys(Path file) {
        remembered = new RememberedKeys(file);
    }

    /** A remembered key. */
    public record Remembered(String name, String type, String fingerprint) {}

    /** @return the remembered keys, in the order of their first use */
    public List<Remembered> remembered() throws IOException {
        return remembered.all().stream()
                .map(entry -> new Remembered(entry.name(), type(entry.key()), fingerprint(entry.key())))
                .toList();
    }

    /**
     * Removes a remembered key, so that the next key of the host is remembered.
     *
     * @return whether there was one
     */
    public boolean forget(String name) throws IOException {
        return remembered.forget(name);
    }

    /** @throws OperationException if the text is neither a public key nor a fingerprint */
    public static void checkPinned(String hostKey) throws OperationException {
        PinnedKeyVerifier.checkText(hostKey);
    }

    /**
     * @throws OperationException if the text is not in the format of a known_hosts file; the message names the first
     *     invalid line
     */
    public static void checkKnownHosts(String lines) throws OperationException {
        KnownHostsVerifier.checkText(lines);
    }

    /**
     * Returns the verifier for the host of a login.
     *
     * @throws OperationException if the host key given with the login is not valid
     * @throws IOException if the file of remembered keys cannot be read
     */
    public HostKeyVerifier verifier(Login login) throws OperationException, IOException {
        return switch (login.policy()) {
            case FIRST_USE -> new FirstUseVerifier(login, remembered);
            case PINNED -> new PinnedKeyVerifier(login);
            case KNOWN_HOSTS -> new KnownHostsVerifier(login);
            case ACCEPT_ANY -> acceptAny(login);
        };
    }

    private static HostKeyVerifier acceptAny(Login login) {
        return new HostKeyVerifier() {
            @Override
            public List<String> expectedTypes() {
                return List.of();
            }

            @Override
            public void check(PublicKey key, Consumer<String> log) {
                log.accept("Warning: the host key of " + login + " (" + describe(key) + ") is not verified, because "
                        + "hostKeyPolicy is acceptAny. A man-in-the-middle attack could read and change all "
                        + "that is sent; use firstUse, pinned or knownHosts");
            }
        };
    }

    /** @return type and fingerprint, as ssh-keygen -l shows them */
    public static String describe(PublicKey key) {
        return type(key) + " " + fingerprint(key);
    }

    static String type(PublicKey key) {
        return KeyUtils.getKeyType(key);
    }

    public static String fingerprint(PublicKey key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }
}
