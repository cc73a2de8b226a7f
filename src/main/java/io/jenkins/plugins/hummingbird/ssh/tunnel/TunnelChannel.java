package io.jenkins.plugins.hummingbird.ssh.tunnel;

import io.jenkins.plugins.hummingbird.ssh.WebSocketTunnel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.CompletionHandler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A connection through a WebSocket as an NIO socket channel, which MINA uses like any other: it reads when it has
 * processed the previous data, and has one pending write. Other operations of NIO are not supported.
 */
public final class TunnelChannel extends AsynchronousSocketChannel {
    /** In bytes; the largest message that the AWS CLI sends. */
    private static final int MAX_MESSAGE = 65_000;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final WebSocketTunnel.Prepared tunnel;
    private final Executor executor;
    private final Duration patience;
    private final TunnelInput input = new TunnelInput();
    private SocketAddress remote;
    private CompletableFuture<WebSocket> opening;
    private WebSocket socket;
    private boolean closed;

    /**
     * @param executor runs the completion handlers: on the calling thread they could recurse without end
     * @param patience the timeout for opening the WebSocket
     */
    public TunnelChannel(WebSocketTunnel.Prepared tunnel, Executor executor, Duration patience) {
        super(null);
        this.tunnel = tunnel;
        this.executor = executor;
        this.patience = patience;
    }

    @Override
    public <A> void connect(SocketAddress address, A attachment, CompletionHandler<Void, ? super A> handler) {
        CompletableFuture<WebSocket> opened = tunnel.client()
                .executor(executor)
                .connectTimeout(patience)
                .build()
                .newWebSocketBuilder()
                .connectTimeout(patience)
                .buildAsync(tunnel.url(), input);
        synchronized (this) {
            remote = address;
            opening = opened;
        }
        opened.whenComplete((connected, failure) -> {
            if (failure != null) {
                callBack(() -> handler.failed(cause(failure), attachment));
            } else if (keep(connected)) {
                input.start(connected);
                callBack(() -> handler.completed(null, attachment));
            } else {
                connected.abort();
                callBack(() -> handler.failed(new AsynchronousCloseException(), attachment));
            }
        });
    }

    private synchronized boolean keep(WebSocket connected) {
        socket = connected;
        return !closed;
    }

    @Override
    public <A> void read(
            ByteBuffer into, long timeout, TimeUnit unit, A attachment, CompletionHandler<Integer, ? super A> handler) {
        input.read(
                into,
                (count, failure) -> callBack(() -> {
                    if (failure == null) {
                        handler.completed(count, attachment);
                    } else {
                        handler.failed(failure, attachment);
                    }
                }));
    }

    @Override
    public <A> void write(
            ByteBuffer from, long timeout, TimeUnit unit, A attachment, CompletionHandler<Integer, ? super A> handler) {
        int count = Math.min(from.remaining(), MAX_MESSAGE);
        send(from.slice(from.position(), count))
                .whenComplete((sent, failure) -> callBack(() -> {
                    if (failure == null) {
                        from.position(from.position() + count);
                        handler.completed(count, attachment);
                    } else {
                        fail(handler, cause(failure), attachment);
                    }
                }));
    }

    private <A> void fail(CompletionHandler<Integer, ? super A> handler, Throwable failure, A attachment) {
        input.reasonFor(failure, CLOSE_TIMEOUT)
                .thenAccept(reason -> callBack(() -> handler.failed(reason, attachment)));
    }

    private synchronized CompletableFuture<WebSocket> send(ByteBuffer message) {
        return socket == null || closed
                ? CompletableFuture.failedFuture(new ClosedChannelException())
                : socket.sendBinary(message, true);
    }

    /** If the executor was shut down, all connections are closed and nothing waits. */
    private void callBack(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            input.end(e);
        }
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof WebSocketHandshakeException refused && refused.getResponse() != null
                ? new TunnelRefusedException(refused.getResponse())
                : cause;
    }

    @Override
    public void close() {
        WebSocket last;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            last = socket;
            if (opening != null) {
                opening.cancel(true);
            }
        }
        input.end(new AsynchronousCloseException());
        if (last != null) {
            last.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .orTimeout(CLOSE_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                    .whenComplete((sent, failure) -> last.abort());
        }
    }

    @Override
    public synchronized boolean isOpen() {
        return !closed;
    }

    /** @return the target of the tunnel */
    @Override
    public synchronized SocketAddress getRemoteAddress() {
        return remote;
    }

    /** @return no real address: a tunnel has no local one */
    @Override
    public SocketAddress getLocalAddress() {
        return new InetSocketAddress(0);
    }

    @Override
    public AsynchronousSocketChannel shutdownInput() {
        return this;
    }

    @Override
    public AsynchronousSocketChannel shutdownOutput() {
        return this;
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public <T> AsynchronousSocketChannel setOption(SocketOption<T> name, T value) {
        throw new UnsupportedOperationException(name.name());
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException(name.name());
    }

    @Override
    public AsynchronousSocketChannel bind(SocketAddress local) throws IOException {
        throw new IOException("a tunnel has no local address");
    }

    @Override
    public Future<Void> connect(SocketAddress address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Integer> read(ByteBuffer into) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <A> void read(
            ByteBuffer[] into,
            int offset,
            int length,
            long timeout,
            TimeUnit unit,
            A attachment,
            CompletionHandler<Long, ? super A> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Integer> write(ByteBuffer from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <A> void write(
            ByteBuffer[] from,
            int offset,
            int length,
            long timeout,
            TimeUnit unit,
            A attachment,
            CompletionHandler<Long, ? super A> handler) {
        throw new UnsupportedOperationException();
    }
}
