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

/** What is known of hosts' keys: those remembered from a first use, and what a login says. */
public final class HostKeys {
    private final RememberedKeys remembered;

    /**
     * @param file where first-use keys are remembered, in the format of OpenSSH's known_hosts; it and its folder are
     *     made when needed. The JVM's instances for one file work together; other processes must leave it alone
     */
    public HostKeys(Path file) {
        remembered = new RememberedKeys(file);
    }

    /** A remembered key. */
    public record Remembered(String name, String type, String fingerprint) {}

    /** The keys that are remembered, in the order of their first use. */
    public List<Remembered> remembered() throws IOException {
        return remembered.all().stream()
                .map(entry -> new Remembered(entry.name(), type(entry.key()), fingerprint(entry.key())))
                .toList();
    }

    /**
     * Forgets a host's key, so that its next one is remembered.
     *
     * @return whether there was one
     */
    public boolean forget(String name) throws IOException {
        return remembered.forget(name);
    }

    /** @throws OperationException when a text is neither a public key nor the fingerprint of one */
    public static void checkPinned(String hostKey) throws OperationException {
        PinnedKey.checkText(hostKey);
    }

    /** @throws OperationException when a text is not in the format of a known_hosts file; names the first such line */
    public static void checkKnownHosts(String lines) throws OperationException {
        KnownHosts.checkText(lines);
    }

    /**
     * The rule for a login's host.
     *
     * @throws OperationException what the login says of the key cannot be used
     * @throws IOException the file of remembered keys cannot be read
     */
    public HostKeyRule rule(Login login) throws OperationException, IOException {
        return switch (login.policy()) {
            case FIRST_USE -> new FirstUse(login, remembered);
            case PINNED -> new PinnedKey(login);
            case KNOWN_HOSTS -> new KnownHosts(login);
            case ACCEPT_ANY -> acceptAny(login);
        };
    }

    private static HostKeyRule acceptAny(Login login) {
        return new HostKeyRule() {
            @Override
            public List<String> expectedTypes() {
                return List.of();
            }

            @Override
            public void check(PublicKey key, Consumer<String> log) {
                log.accept("Warning: the host key of " + login + " (" + describe(key) + ") is not verified, because "
                        + "hostKeyPolicy is acceptAny. Somebody between Jenkins and the host could read and change all "
                        + "that is sent; use firstUse, pinned or knownHosts");
            }
        };
    }

    /** Type and fingerprint, as ssh-keygen -l shows them. */
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
