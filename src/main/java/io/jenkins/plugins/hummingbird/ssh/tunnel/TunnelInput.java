package io.jenkins.plugins.hummingbird.ssh.tunnel;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.channels.ReadPendingException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * What comes out of a WebSocket, as the bytes of a connection. It asks for a message only while somebody reads and nothing
 * is left of the last one, so that no more than a part of one message is held and a slow reader holds up the sender. JDK's
 * client hands a message over in parts of 16 KiB at most.
 */
final class TunnelInput implements WebSocket.Listener {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Null before the connection is made. */
    private WebSocket socket;

    private ByteBuffer received = NOTHING;

    /** Null while nobody reads. */
    private Read read;

    /** Whether a message was asked for that has not come. */
    private boolean asked;

    private boolean ended;

    /** Null for an orderly end. */
    private Throwable reason;

    /** @param done is told how many bytes were put into the buffer, -1 at the end, or why there are none */
    private record Read(ByteBuffer into, BiConsumer<Integer, Throwable> done) {}

    synchronized void of(WebSocket connected) {
        socket = connected;
        serve();
    }

    /**
     * Reads what is there, at least one byte. One read at a time.
     *
     * @param done called once, maybe by this thread and with locks of this object held: it must only hand on
     */
    synchronized void read(ByteBuffer into, BiConsumer<Integer, Throwable> done) {
        if (read != null) {
            throw new ReadPendingException();
        }
        read = new Read(into, done);
        serve();
    }

    /** Why it has ended, where that is known: more than a writer is told. */
    synchronized Throwable reasonOr(Throwable other) {
        return reason == null ? other : reason;
    }

    /** Ends it, for a reader too. */
    synchronized void end(Throwable why) {
        if (!ended) {
            ended = true;
            reason = why;
        }
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
        } else if (ended) {
            read = null;
            now.done().accept(-1, reason);
        } else if (socket != null && !asked) {
            asked = true;
            socket.request(1);
        }
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        // asks for nothing yet, as the inherited method would
    }

    @Override
    public synchronized CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        asked = false;
        received = ByteBuffer.allocate(data.remaining()).put(data).flip();
        serve();
        return null;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        end(new IOException("the tunnel sends text, and not the bytes of a connection"));
        webSocket.abort();
        return null;
    }

    @Override
    public synchronized CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        asked = false;
        serve();
        return null;
    }

    @Override
    public synchronized CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        asked = false;
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
