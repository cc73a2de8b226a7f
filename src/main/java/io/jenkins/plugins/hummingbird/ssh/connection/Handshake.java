package io.jenkins.plugins.hummingbird.ssh.connection;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.WebSocketTunnel;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeyException;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeyRule;
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
 * The host's key on one connection: which kind it is asked for, and whether it is right. MINA calls this on its own
 * threads, so what the user should read is kept until the thread that connects comes for it.
 */
final class Handshake {
    private static final AttributeRepository.AttributeKey<Handshake> OF_CONNECTION =
            new AttributeRepository.AttributeKey<>();

    private static final AttributeRepository.AttributeKey<WebSocketTunnel.Prepared> TUNNEL =
            new AttributeRepository.AttributeKey<>();

    private final HostKeyRule rule;
    private final List<String> messages = new ArrayList<>();
    private PublicKey accepted;
    private Exception refusal;

    Handshake(HostKeyRule rule) {
        this.rule = rule;
    }

    /**
     * What MINA carries from the call that connects to the session it makes.
     *
     * @param tunnel the way to the host; null for TCP
     */
    AttributeRepository asContext(WebSocketTunnel.Prepared tunnel) {
        Map<AttributeRepository.AttributeKey<?>, Object> context = new HashMap<>();
        context.put(OF_CONNECTION, this);
        if (tunnel != null) {
            context.put(TUNNEL, tunnel);
        }
        return AttributeRepository.ofAttributesMap(context);
    }

    /** Null for TCP. */
    static WebSocketTunnel.Prepared tunnel(AttributeRepository context) {
        return context.getAttribute(TUNNEL);
    }

    static ServerKeyVerifier verifier() {
        return (ClientSession session, SocketAddress address, PublicKey key) ->
                of(session).accepts(key);
    }

    /** Asks a new session's host for the expected types of key before its own choice. */
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
        for (String type : rule.expectedTypes()) {
            // An RSA key signs in several ways.
            if (type.equals(signature)
                    || KeyUtils.getAllEquivalentKeyTypes(type).contains(signature)) {
                return true;
            }
        }
        return false;
    }

    private synchronized boolean accepts(PublicKey key) {
        if (accepted != null) {
            // The keys of the cipher are renewed now and then; that the host is another by then is no matter of rules.
            return KeyUtils.compareKeys(accepted, key);
        }
        try {
            rule.check(key, messages::add);
            accepted = key;
            return true;
        } catch (OperationException | IOException | RuntimeException e) {
            refusal = e;
            return false;
        }
    }

    /** Hands over what the user should read. */
    synchronized void tell(Consumer<String> log) {
        messages.forEach(log);
        messages.clear();
    }

    /** Throws what the key was refused for, if it was. */
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
