package io.jenkins.plugins.hummingbird.ssh.key;

import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.client.auth.pubkey.PublicKeyAuthenticationReporter;
import org.apache.sshd.client.session.ClientSession;

/**
 * Records that a host accepted a key and requires further authentication, such as a password (partial success in RFC
 * 4252).
 */
public final class PartialSuccessReporter implements PublicKeyAuthenticationReporter {
    private volatile String methods = "";

    @Override
    public void signalAuthenticationFailure(
            ClientSession session, String service, KeyPair identity, boolean partial, List<String> serverMethods) {
        if (partial) {
            methods = String.join(", ", serverMethods);
        }
    }

    /**
     * @return the authentication methods that the host requires besides the key, as it names them; empty if it accepted
     *     no key or requires no more
     */
    public String furtherMethods() {
        return methods;
    }
}
