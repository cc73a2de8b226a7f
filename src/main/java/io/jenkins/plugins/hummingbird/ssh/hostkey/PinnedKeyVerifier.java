package io.jenkins.plugins.hummingbird.ssh.hostkey;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Login;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/** Requires the key given with the login, as a public key or as its fingerprint. */
final class PinnedKeyVerifier implements HostKeyVerifier {
    private static final String FINGERPRINT = "SHA256:[A-Za-z0-9+/]{43}=?";

    private static final String ADVICE = "give one line of the host's public key, such as 'ssh-ed25519 AAAA…', or its"
            + " fingerprint, such as 'SHA256:…' (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub shows it on the host)";

    private final Login login;
    private final String fingerprint;
    private final List<String> expectedTypes;

    PinnedKeyVerifier(Login login) throws OperationException {
        this.login = login;
        if (login.hostKey().matches(FINGERPRINT)) {
            fingerprint = login.hostKey().replace("=", "");
            expectedTypes = List.of();
        } else {
            PublicKey key = parse(login.hostKey());
            fingerprint = HostKeys.fingerprint(key);
            expectedTypes = List.of(HostKeys.type(key));
        }
    }

    private PublicKey parse(String line) throws OperationException {
        try {
            return publicKey(line);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            String what =
                    line.isEmpty() ? "no hostKey is given: " : "hostKey is neither a public key nor a fingerprint: ";
            throw new OperationException("hostKeyPolicy for " + login + " is pinned, but " + what + ADVICE, e);
        }
    }

    private static PublicKey publicKey(String line) throws IOException, GeneralSecurityException {
        if (line.isEmpty() || line.lines().count() > 1) {
            throw new IOException("not one line");
        }
        return PublicKeyEntry.parsePublicKeyEntry(line).resolvePublicKey(null, Collections.emptyMap(), null);
    }

    /** @throws OperationException if the text is neither a public key nor a fingerprint */
    static void checkText(String hostKey) throws OperationException {
        if (hostKey.matches(FINGERPRINT)) {
            return;
        }
        try {
            publicKey(hostKey);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new OperationException("hostKey is neither a public key nor a fingerprint: " + ADVICE, e);
        }
    }

    @Override
    public List<String> expectedTypes() {
        return expectedTypes;
    }

    @Override
    public void check(PublicKey key, Consumer<String> log) throws OperationException {
        if (HostKeys.fingerprint(key).equals(fingerprint)) {
            return;
        }
        String hint = expectedTypes.isEmpty()
                ? ". If that fingerprint is of a key of another type, give the complete public key, so that the host is "
                        + "asked for it"
                : "";
        throw new OperationException("The host key of " + login + " is " + HostKeys.describe(key) + ", but "
                + String.join("", expectedTypes) + (expectedTypes.isEmpty() ? "" : " ") + fingerprint
                + " is pinned. If the host was recreated, change hostKey; otherwise this may be a man-in-the-middle "
                + "attack. Nothing was sent to the host" + hint);
    }
}
