package io.jenkins.plugins.hummingbird.ssh.tunnel;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.channels.ReadPendingException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * The messages of a WebSocket as the input of a connection. Requests a message only during a read and when the previous
 * one has been consumed, so that at most a part of one message is buffered and a slow reader slows down the sender. The
 * client of the JDK delivers a message in parts of at most 16 KiB.
 */
final class TunnelInput implements WebSocket.Listener {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Null before the connection is open. */
    private WebSocket socket;

    private ByteBuffer received = NOTHING;

    /** The pending read; null for none. */
    private Read read;

    /** Whether a requested message has not arrived yet. */
    private boolean requested;

    /** Completed at the end, with the reason; empty for a normal end. */
    private final CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();

    /** @param done receives the number of bytes put into the buffer, -1 at the end, or the failure */
    private record Read(ByteBuffer into, BiConsumer<Integer, Throwable> done) {}

    synchronized void start(WebSocket connected) {
        socket = connected;
        serve();
    }

    /**
     * Reads the available bytes, at least one. One read at a time.
     *
     * @param done called once, possibly by this thread and while it holds the lock of this object: must not block
     */
    synchronized void read(ByteBuffer into, BiConsumer<Integer, Throwable> done) {
        if (read != null) {
            throw new ReadPendingException();
        }
        read = new Read(into, done);
        serve();
    }

    /**
     * Finds out why a connection ended at which a write failed. The peer says so in a message, which may be processed
     * after the write has failed: it is waited for.
     *
     * @param failure of the write
     * @param patience for the end of the input
     * @return completed with the reason that the peer gave, or with the failure of the write if it gave none in time
     */
    CompletableFuture<Throwable> reasonFor(Throwable failure, Duration patience) {
        return end.copy()
                .completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(reason -> reason.orElse(failure));
    }

    /** Ends the input, also for a pending read. */
    synchronized void end(Throwable why) {
        end.complete(Optional.ofNullable(why));
        serve();
    }

    private void serve() {
        if (read == null) {
            return;
        }
        Read now = read;
        if (received.hasRemaining()) {
            read = null;
            int count = Math.min(received.remaining(), now.into().remaining());
            now.into().put(received.slice(received.position(), count));
            received.position(received.position() + count);
            now.done().accept(count, null);
        } else if (end.isDone()) {
            read = null;
            now.done().accept(-1, end.join().orElse(null));
        } else if (socket != null && !requested) {
            requested = true;
            socket.request(1);
        }
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        // requests no message yet, unlike the inherited method
    }

    @Override
    public synchronized CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        requested = false;
        received = ByteBuffer.allocate(data.remaining()).put(data).flip();
        serve();
        return null;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        end(new IOException("the tunnel sent a text message instead of binary data"));
        webSocket.abort();
        return null;
    }

    @Override
    public synchronized CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        requested = false;
        serve();
        return null;
    }

    @Override
    public synchronized CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        requested = false;
        serve();
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String why) {
        end(
                statusCode == WebSocket.NORMAL_CLOSURE
                        ? null
                        : new IOException("the tunnel was closed: " + (why.isBlank() ? "status " + statusCode : why)));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        end(error);
    }
}
