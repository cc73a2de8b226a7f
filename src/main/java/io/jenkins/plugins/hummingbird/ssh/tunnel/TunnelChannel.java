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
 * A connection through a WebSocket in the shape of a socket of NIO, which MINA drives as any other: it reads when it has
 * dealt with what was read before, and has one write under way. All that NIO knows beside that is not there.
 */
public final class TunnelChannel extends AsynchronousSocketChannel {
    /** In bytes of a message; what the AWS CLI sends at most. */
    private static final int LONGEST_MESSAGE = 65_000;

    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final WebSocketTunnel.Prepared way;
    private final Executor executor;
    private final Duration patience;
    private final TunnelInput input = new TunnelInput();
    private SocketAddress remote;
    private CompletableFuture<WebSocket> opening;
    private WebSocket socket;
    private boolean closed;

    /**
     * @param executor runs whatever is called back: on the thread that asked it could go round in circles
     * @param patience how long the WebSocket may take to open
     */
    public TunnelChannel(WebSocketTunnel.Prepared way, Executor executor, Duration patience) {
        super(null);
        this.way = way;
        this.executor = executor;
        this.patience = patience;
    }

    @Override
    public <A> void connect(SocketAddress address, A attachment, CompletionHandler<Void, ? super A> handler) {
        CompletableFuture<WebSocket> opened = way.client()
                .executor(executor)
                .connectTimeout(patience)
                .build()
                .newWebSocketBuilder()
                .connectTimeout(patience)
                .buildAsync(way.url(), input);
        synchronized (this) {
            remote = address;
            opening = opened;
        }
        opened.whenComplete((connected, failure) -> {
            if (failure != null) {
                later(() -> handler.failed(cause(failure), attachment));
            } else if (isNow(connected)) {
                input.of(connected);
                later(() -> handler.completed(null, attachment));
            } else {
                connected.abort();
                later(() -> handler.failed(new AsynchronousCloseException(), attachment));
            }
        });
    }

    private synchronized boolean isNow(WebSocket connected) {
        socket = connected;
        return !closed;
    }

    @Override
    public <A> void read(
            ByteBuffer into, long timeout, TimeUnit unit, A attachment, CompletionHandler<Integer, ? super A> handler) {
        input.read(
                into,
                (count, failure) -> later(() -> {
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
        int count = Math.min(from.remaining(), LONGEST_MESSAGE);
        send(from.slice(from.position(), count))
                .whenComplete((sent, failure) -> later(() -> {
                    if (failure == null) {
                        from.position(from.position() + count);
                        handler.completed(count, attachment);
                    } else {
                        handler.failed(input.reasonOr(cause(failure)), attachment);
                    }
                }));
    }

    private synchronized CompletableFuture<WebSocket> send(ByteBuffer message) {
        return socket == null || closed
                ? CompletableFuture.failedFuture(new ClosedChannelException())
                : socket.sendBinary(message, true);
    }

    /** Where the executor has ended, all connections have, and nobody waits any more. */
    private void later(Runnable work) {
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
                ? new TunnelRefusal(refused.getResponse())
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
                    .orTimeout(FAREWELL.toSeconds(), TimeUnit.SECONDS)
                    .whenComplete((sent, failure) -> last.abort());
        }
    }

    @Override
    public synchronized boolean isOpen() {
        return !closed;
    }

    /** The host that the tunnel leads to. */
    @Override
    public synchronized SocketAddress getRemoteAddress() {
        return remote;
    }

    /** None of this machine's. */
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
        throw new IOException("a tunnel has no address of this machine");
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
