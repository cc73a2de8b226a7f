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
 * The host must show a key that known_hosts lines give for it, see sshd(8): names with wildcards, hashed names, {@code
 * [host]:port} and {@code @revoked} are understood. Certificates are not asked for, so {@code @cert-authority} lines
 * have no effect.
 */
final class KnownHosts implements HostKeyRule {
    private static final int DEFAULT_PORT = 22;

    private final Login login;
    private final List<PublicKey> known = new ArrayList<>();
    private final List<PublicKey> revoked = new ArrayList<>();

    KnownHosts(Login login) throws OperationException {
        this.login = login;
        List<KnownHostEntry> entries = entries(login.knownHosts(), "the knownHosts given for " + login);
        known.addAll(keys(entries, null, login.port()));
        if (known.isEmpty()) {
            // As ssh does: what is known of the host without a port counts where nothing is known with it.
            known.addAll(keys(entries, null, DEFAULT_PORT));
        }
        revoked.addAll(keys(entries, "revoked", login.port()));
        revoked.addAll(keys(entries, "revoked", DEFAULT_PORT));
        if (known.isEmpty()) {
            throw new OperationException("The knownHosts given for " + login + " have no key of that host; add the "
                    + "line that 'ssh-keyscan -p " + login.port() + " " + login.host() + "' prints, after a look at "
                    + "whether it is the right one");
        }
    }

    /** @throws OperationException when a line is in another format */
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

    /** Empty for a key of a type that is not supported here: the host is not asked for one. */
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
                    + "revoked in the knownHosts given for it. Give the host a new key, and knownHosts its line. "
                    + "Nothing was sent to it");
        }
        if (!contains(known, key)) {
            throw new OperationException("The host key of " + login + " is " + HostKeys.describe(key) + ", but the "
                    + "knownHosts given for it know "
                    + String.join(", ", known.stream().map(HostKeys::describe).toList())
                    + ". If the host was made anew, change that line; if not, somebody may be between Jenkins and the "
                    + "host. Nothing was sent to it");
        }
    }

    private static boolean contains(List<PublicKey> keys, PublicKey key) {
        return keys.stream().anyMatch(one -> KeyUtils.compareKeys(one, key));
    }
}
