package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A way to a host's SSH port where no TCP connection gets through: a WebSocket whose binary messages are the bytes of
 * that connection. No port of this machine is opened for it. For the moment only, like the {@link Login} that it is part
 * of: each connection asks for an address of its own, which may be signed for some seconds.
 */
public final class WebSocketTunnel {
    private final Object identity;
    private final Url url;
    private final Supplier<HttpClient.Builder> client;
    private final String refusal;

    /**
     * @param identity where it leads, and as whom it is opened: a session is shared only by those whose tunnels are
     *     equal in this. Compared by its {@code equals}; holds no secret
     * @param url asked before each connection, by the thread that wants one
     * @param client knows the way out of the network; asked as often, by the same thread
     * @param refusal what to do when whoever serves the tunnel refuses it; a sentence
     */
    public WebSocketTunnel(Object identity, Url url, Supplier<HttpClient.Builder> client, String refusal) {
        this.identity = Objects.requireNonNull(identity, "identity");
        this.url = url;
        this.client = client;
        this.refusal = refusal;
    }

    /** The address of a tunnel. */
    @FunctionalInterface
    public interface Url {
        /**
         * @return with the scheme ws or wss; not for a log, for it may be signed
         * @throws IOException when it is not known at present
         * @throws OperationException when there is no such tunnel, or it is not for the caller
         */
        URI get() throws IOException, OperationException;
    }

    /** One connection's way, whose address is known. */
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
