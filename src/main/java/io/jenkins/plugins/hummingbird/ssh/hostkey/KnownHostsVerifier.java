package io.jenkins.plugins.hummingbird.ssh.hostkey;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Login;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/**
 * Requires a key that the given known_hosts lines list for the host, see sshd(8). Supports wildcards, hashed names,
 * {@code [host]:port} and {@code @revoked}. Host certificates are not requested, so {@code @cert-authority} lines have
 * no effect.
 */
final class KnownHostsVerifier implements HostKeyVerifier {
    private static final int DEFAULT_PORT = 22;

    private final Login login;
    private final List<PublicKey> known = new ArrayList<>();
    private final List<PublicKey> revoked = new ArrayList<>();

    KnownHostsVerifier(Login login) throws OperationException {
        this.login = login;
        List<KnownHostEntry> entries = entries(login.knownHosts(), "the knownHosts given for " + login);
        known.addAll(keys(entries, null, login.port()));
        if (known.isEmpty()) {
            // as in ssh: entries without a port apply if there is none with the port
            known.addAll(keys(entries, null, DEFAULT_PORT));
        }
        revoked.addAll(keys(entries, "revoked", login.port()));
        revoked.addAll(keys(entries, "revoked", DEFAULT_PORT));
        if (known.isEmpty()) {
            throw new OperationException("The knownHosts given for " + login + " contain no key of that host; add the "
                    + "line that 'ssh-keyscan -p " + login.port() + " " + login.host() + "' prints, after "
                    + "verifying it");
        }
    }

    /** @throws OperationException if a line is not in the format of a known_hosts file */
    static void checkText(String lines) throws OperationException {
        for (KnownHostEntry entry : entries(lines, "knownHosts")) {
            keyOf(entry, "knownHosts");
        }
    }

    private static List<KnownHostEntry> entries(String lines, String what) throws OperationException {
        List<KnownHostEntry> entries = new ArrayList<>();
        int number = 0;
        for (String line : lines.lines().map(String::strip).toList()) {
            number++;
            if (!line.isEmpty() && !line.startsWith("#")) {
                entries.add(parse(number, line, what));
            }
        }
        return entries;
    }

    private static KnownHostEntry parse(int number, String line, String what) throws OperationException {
        try {
            return KnownHostEntry.parseKnownHostEntry(line);
        } catch (RuntimeException e) {
            throw new OperationException(
                    "Line " + number + " of " + what + " is not in the format of a known_hosts file: correct or remove"
                            + " it",
                    e);
        }
    }

    private List<PublicKey> keys(List<KnownHostEntry> entries, String marker, int port) throws OperationException {
        List<PublicKey> keys = new ArrayList<>();
        for (KnownHostEntry entry : entries) {
            if (Objects.equals(entry.getMarker(), marker) && entry.isHostMatch(login.host(), port)) {
                keys.addAll(keyOf(entry, "the knownHosts given for " + login));
            }
        }
        return keys;
    }

    /** Returns an empty list for an unsupported key type: the host is not asked for such a key. */
    private static List<PublicKey> keyOf(KnownHostEntry entry, String what) throws OperationException {
        try {
            PublicKey key =
                    entry.getKeyEntry().resolvePublicKey(null, Collections.emptyMap(), PublicKeyEntryResolver.IGNORING);
            return key == null ? List.of() : List.of(key);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new OperationException(
                    "A key in " + what + " cannot be read: correct or remove the line " + entry.getConfigLine(), e);
        }
    }

    @Override
    public List<String> expectedTypes() {
        return known.stream().map(HostKeys::type).distinct().toList();
    }

    @Override
    public void check(PublicKey key, Consumer<String> log) throws OperationException {
        if (contains(revoked, key)) {
            throw new OperationException("The host key of " + login + ", " + HostKeys.describe(key) + ", is marked as "
                    + "revoked in the knownHosts given for it. Create a new host key, and add its line to knownHosts. "
                    + "Nothing was sent to the host");
        }
        if (!contains(known, key)) {
            throw new OperationException("The host key of " + login + " is " + HostKeys.describe(key) + ", but the "
                    + "knownHosts given for it list "
                    + String.join(", ", known.stream().map(HostKeys::describe).toList())
                    + ". If the host was recreated, change that line; otherwise this may be a man-in-the-middle "
                    + "attack. Nothing was sent to the host");
        }
    }

    private static boolean contains(List<PublicKey> keys, PublicKey key) {
        return keys.stream().anyMatch(one -> KeyUtils.compareKeys(one, key));
    }
}
