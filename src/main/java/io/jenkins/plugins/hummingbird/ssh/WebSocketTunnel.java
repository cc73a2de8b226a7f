package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A tunnel to the SSH port of a host that cannot be reached by TCP: a WebSocket whose binary messages carry the bytes
 * of the connection. No local port is opened. Not saved, like the {@link Login} that it is part of: each connection
 * gets its own URL, whose signature may be valid for a few seconds.
 */
public final class WebSocketTunnel {
    private final Object identity;
    private final Url url;
    private final Supplier<HttpClient.Builder> client;
    private final String refusal;

    /**
     * @param identity the target and the identity that opens the tunnel: a session is shared only by logins whose
     *     tunnels have equal identities. Compared with {@code equals}; holds no secret
     * @param url called before each connection, by the thread that opens it
     * @param client configured with the proxy; called before each connection, by the same thread
     * @param refusal what to do if the server of the tunnel refuses it; a sentence
     */
    public WebSocketTunnel(Object identity, Url url, Supplier<HttpClient.Builder> client, String refusal) {
        this.identity = Objects.requireNonNull(identity, "identity");
        this.url = url;
        this.client = client;
        this.refusal = refusal;
    }

    /** Supplies the URL of a tunnel. */
    @FunctionalInterface
    public interface Url {
        /**
         * @return a URL with the scheme ws or wss; not to be logged, because it may be signed
         * @throws IOException if it is not known at the moment
         * @throws OperationException if there is no such tunnel, or the caller may not use it
         */
        URI get() throws IOException, OperationException;
    }

    /** The URL and client for one connection. */
    public record Prepared(URI url, HttpClient.Builder client) {}

    public Prepared prepare() throws IOException, OperationException {
        return new Prepared(url.get(), client.get());
    }

    Object identity() {
        return identity;
    }

    public String refusal() {
        return refusal;
    }
}
