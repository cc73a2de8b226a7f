package io.jenkins.plugins.hummingbird.ssh.key;

import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.client.auth.pubkey.PublicKeyAuthenticationReporter;
import org.apache.sshd.client.session.ClientSession;

/** Takes note when a host accepts a key and asks for more than that, as for a password (RFC 4252, partial success). */
public final class KeyAlone implements PublicKeyAuthenticationReporter {
    private volatile String asked = "";

    @Override
    public void signalAuthenticationFailure(
            ClientSession session, String service, KeyPair identity, boolean partial, List<String> serverMethods) {
        if (partial) {
            asked = String.join(", ", serverMethods);
        }
    }

    /** @return what the host asks for beside the key, as it words it; empty when it accepted none, or asks for no more */
    public String alsoAsked() {
        return asked;
    }
}
