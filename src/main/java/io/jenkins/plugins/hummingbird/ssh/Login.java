package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.Sha256;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;

/**
 * The host, user and keys of an SSH login, and how the host key is verified. Equal logins share a connection: they have
 * the same host, port, user, keys, host key verification and tunnel. Both halves of a key count: a public key is not
 * secret, and must not be enough to use the connection of its owner. Holds private keys: not serializable, and must not
 * be saved.
 */
public final class Login {
    private final String host;
    private final int port;
    private final String user;
    private final List<KeyPair> keys;
    private final HostKeyPolicy policy;
    private final String hostKey;
    private final String knownHosts;
    private final String rememberedAs;
    private final List<Object> identity;

    /** Null for TCP. */
    private final WebSocketTunnel tunnel;

    /**
     * @param host a name or an address
     * @param port 1 to 65535
     * @param user the account on the host
     * @param keys offered in this order; at least one
     * @param policy how the host key is verified
     * @param hostKey for {@link HostKeyPolicy#PINNED}: a public key as one line, or a fingerprint as SHA256:…; else
     *     null
     * @param knownHosts for {@link HostKeyPolicy#KNOWN_HOSTS}: lines as in a known_hosts file; else null
     * @param rememberedAs for {@link HostKeyPolicy#FIRST_USE}: the name under which the host key is remembered, such as
     *     an instance id where addresses are reused; null or blank means {@code [host]:port}
     * @throws OperationException if host, user or keys are missing, the host, name or port is invalid, or a key is
     *     stored in a device and cannot be compared
     */
    public Login(
            String host,
            int port,
            String user,
            List<KeyPair> keys,
            HostKeyPolicy policy,
            String hostKey,
            String knownHosts,
            String rememberedAs)
            throws OperationException {
        this.host = required("host", host);
        this.port = port;
        this.user = required("user", user);
        this.keys = List.copyOf(keys);
        this.policy = policy;
        this.hostKey = hostKey == null ? "" : hostKey.strip();
        this.knownHosts = knownHosts == null ? "" : knownHosts.strip();
        this.rememberedAs =
                rememberedAs == null || rememberedAs.isBlank() ? "[" + this.host + "]:" + port : rememberedAs.strip();
        HostName.check(this.host);
        HostName.checkWord(this.rememberedAs);
        if (port < 1 || port > 65535) {
            throw new OperationException("The SSH port of " + host + " must be 1 to 65535, not " + port);
        }
        if (keys.isEmpty()) {
            throw new OperationException("There is no private key to log in to " + host + " with");
        }
        List<String> digests = new ArrayList<>();
        for (KeyPair key : this.keys) {
            digests.add(KeyUtils.getFingerPrint(key.getPublic()));
            digests.add(digest(key.getPrivate()));
        }
        identity =
                List.of(this.host, port, this.user, digests, policy, this.hostKey, this.knownHosts, this.rememberedAs);
        tunnel = null;
    }

    private Login(Login other, WebSocketTunnel tunnel) {
        host = other.host;
        port = other.port;
        user = other.user;
        keys = other.keys;
        policy = other.policy;
        hostKey = other.hostKey;
        knownHosts = other.knownHosts;
        rememberedAs = other.rememberedAs;
        identity = new ArrayList<>(other.identity);
        identity.add(tunnel.identity());
        this.tunnel = tunnel;
    }

    /**
     * Returns the same login through a tunnel. The connection is not shared with logins that cannot open the tunnel.
     */
    public Login through(WebSocketTunnel newTunnel) {
        return new Login(this, newTunnel);
    }

    private static String digest(PrivateKey key) throws OperationException {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            throw new OperationException(
                    "A private key that Java cannot read, such as one in a device, cannot be used");
        }
        return new Sha256().add(encoded).hex();
    }

    private static String required(String what, String value) throws OperationException {
        if (value == null || value.isBlank()) {
            throw new OperationException("An SSH login needs a " + what);
        }
        return value.strip();
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public String user() {
        return user;
    }

    public List<KeyPair> keys() {
        return keys;
    }

    public HostKeyPolicy policy() {
        return policy;
    }

    public String hostKey() {
        return hostKey;
    }

    public String knownHosts() {
        return knownHosts;
    }

    public String rememberedAs() {
        return rememberedAs;
    }

    /** @return null for TCP */
    public WebSocketTunnel tunnel() {
        return tunnel;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Login login && identity.equals(login.identity);
    }

    @Override
    public int hashCode() {
        return identity.hashCode();
    }

    /** @return user and host, and the port unless it is 22; for messages */
    @Override
    public String toString() {
        if (port == 22) {
            return user + "@" + host;
        }
        return user + "@" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
