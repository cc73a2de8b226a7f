package io.jenkins.plugins.hummingbird.ssh.connection;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.WebSocketTunnel;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeyException;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeyVerifier;
import java.io.IOException;
import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.signature.Signature;

/**
 * The verification of the host key during the handshake of one connection: which key types are preferred, and whether
 * the key is accepted. MINA calls this on its own threads, so messages for the user are kept until the connecting
 * thread logs them.
 */
final class Handshake {
    private static final AttributeRepository.AttributeKey<Handshake> OF_CONNECTION =
            new AttributeRepository.AttributeKey<>();

    private static final AttributeRepository.AttributeKey<WebSocketTunnel.Prepared> TUNNEL =
            new AttributeRepository.AttributeKey<>();

    private final HostKeyVerifier verifier;
    private final List<String> messages = new ArrayList<>();
    private PublicKey accepted;
    private Exception refusal;

    Handshake(HostKeyVerifier verifier) {
        this.verifier = verifier;
    }

    /**
     * Returns the context that MINA passes from the call that connects to the session that it creates.
     *
     * @param tunnel the tunnel to the host; null for TCP
     */
    AttributeRepository asContext(WebSocketTunnel.Prepared tunnel) {
        Map<AttributeRepository.AttributeKey<?>, Object> context = new HashMap<>();
        context.put(OF_CONNECTION, this);
        if (tunnel != null) {
            context.put(TUNNEL, tunnel);
        }
        return AttributeRepository.ofAttributesMap(context);
    }

    /** @return null for TCP */
    static WebSocketTunnel.Prepared tunnel(AttributeRepository context) {
        return context.getAttribute(TUNNEL);
    }

    static ServerKeyVerifier serverKeyVerifier() {
        return (ClientSession session, SocketAddress address, PublicKey key) ->
                of(session).accepts(key);
    }

    /** Prefers the expected key types in new sessions. */
    static SessionListener preference() {
        return new SessionListener() {
            @Override
            public void sessionCreated(Session session) {
                of((ClientSession) session).prefer(session);
            }
        };
    }

    private static Handshake of(ClientSession session) {
        return session.getConnectionContext().getAttribute(OF_CONNECTION);
    }

    private void prefer(Session session) {
        List<NamedFactory<Signature>> ordered = new ArrayList<>();
        List<NamedFactory<Signature>> others = new ArrayList<>();
        for (NamedFactory<Signature> signature : session.getSignatureFactories()) {
            (isExpected(signature.getName()) ? ordered : others).add(signature);
        }
        ordered.addAll(others);
        session.setSignatureFactories(ordered);
    }

    private boolean isExpected(String signature) {
        for (String type : verifier.expectedTypes()) {
            // an RSA key has several signature algorithms
            if (type.equals(signature)
                    || KeyUtils.getAllEquivalentKeyTypes(type).contains(signature)) {
                return true;
            }
        }
        return false;
    }

    private synchronized boolean accepts(PublicKey key) {
        if (accepted != null) {
            // session keys are renegotiated from time to time; the host key must not change by then
            return KeyUtils.compareKeys(accepted, key);
        }
        try {
            verifier.check(key, messages::add);
            accepted = key;
            return true;
        } catch (OperationException | IOException | RuntimeException e) {
            refusal = e;
            return false;
        }
    }

    /** Logs the messages for the user. */
    synchronized void logMessages(Consumer<String> log) {
        messages.forEach(log);
        messages.clear();
    }

    /** Throws the reason why the key was refused, if it was. */
    synchronized void throwRefusal() throws OperationException, IOException {
        if (refusal instanceof OperationException e) {
            throw new HostKeyException(e);
        }
        if (refusal instanceof IOException e) {
            throw e;
        }
        if (refusal instanceof RuntimeException e) {
            throw e;
        }
    }
}
