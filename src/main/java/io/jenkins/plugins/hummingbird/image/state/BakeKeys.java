package io.jenkins.plugins.hummingbird.image.state;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.key.GeneratedKeyPair;
import io.jenkins.plugins.hummingbird.ssh.key.PrivateKeys;
import java.io.IOException;
import java.io.Serializable;
import java.security.KeyPair;
import java.util.List;

/**
 * The keys by which Jenkins and the instance know each other: the one that logs in and the one of the host. Both are
 * generated for this bake alone, unless a credential logs in, and reach the instance by its user data, so that EC2
 * keeps no key pair and no host's key is taken on trust. Private halves are saved sealed.
 */
public final class BakeKeys implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Null where a credential logs in. */
    private final String sealedLoginKey;

    private final String loginLine;

    /** Null once the instance is launched: nobody needs it any more. */
    private String sealedHostKey;

    private final String hostLine;

    private BakeKeys(String sealedLoginKey, String loginLine, String sealedHostKey, String hostLine) {
        this.sealedLoginKey = sealedLoginKey;
        this.loginLine = loginLine;
        this.sealedHostKey = sealedHostKey;
        this.hostLine = hostLine;
    }

    /** @return a new key of the instance, and one to log in with unless a credential does */
    public static BakeKeys generate(BakeRequest request, BakeContext context) throws IOException, OperationException {
        GeneratedKeyPair host = GeneratedKeyPair.generate();
        String sealedHost = context.sealer().seal(host.privateText());
        if (!request.sshCredentialsId.isEmpty()) {
            KeyPair given = context.sshKeys(request.sshCredentialsId).get(0);
            return new BakeKeys(null, GeneratedKeyPair.publicLine(given), sealedHost, host.publicLine());
        }
        GeneratedKeyPair login = GeneratedKeyPair.generate();
        return new BakeKeys(
                context.sealer().seal(login.privateText()), login.publicLine(), sealedHost, host.publicLine());
    }

    /**
     * From which cloud-init makes the host key and the login. It holds no other secret, for every process of the
     * instance can read it; the host's key is removed when the instance is cleaned.
     *
     * @return the same text each time, as a client token demands
     */
    public String userData(BakeContext context) throws OperationException {
        String key = unsealed(sealedHostKey, context).strip().replace("\n", "\n    ");
        return "#cloud-config\nssh_deletekeys: true\nssh_keys:\n  ed25519_private: |\n    " + key
                + "\n  ed25519_public: " + hostLine + "\nssh_authorized_keys:\n  - " + loginLine + "\n";
    }

    private static String unsealed(String sealed, BakeContext context) throws OperationException {
        try {
            return context.sealer().unseal(sealed);
        } catch (IOException e) {
            throw new OperationException(
                    "The keys of this bake, which Jenkins keeps encrypted, cannot be read any more: the secrets of this"
                            + " Jenkins were changed meanwhile. Bake again.",
                    e);
        }
    }

    /** Removes the private half of the host key from the state. */
    public void forgetHostKey() {
        sealedHostKey = null;
    }

    /** @return what is to be removed from authorized_keys: the second word of the line, which is unique */
    public String loginWord() {
        return loginLine.split(" ")[1];
    }

    /** @return the public half of the instance's own key, as in a known_hosts file without a host */
    public String hostLine() {
        return hostLine;
    }

    /** @return the keys that log in, at least one */
    public List<KeyPair> loginKeys(BakeRequest request, BakeContext context) throws OperationException {
        return sealedLoginKey == null
                ? context.sshKeys(request.sshCredentialsId)
                : PrivateKeys.parse("the bake's own", List.of(unsealed(sealedLoginKey, context)), null);
    }
}
