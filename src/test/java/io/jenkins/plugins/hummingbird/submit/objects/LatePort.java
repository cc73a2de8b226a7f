package io.jenkins.plugins.hummingbird.submit.objects;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A port that refuses connections until it is opened, and then passes them on. */
final class LatePort implements Closeable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int port;
    private ServerSocket server;

    LatePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** @param target where connections go to from now on */
    void open(URI target) throws IOException {
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        threads.submit(() -> {
            while (true) {
                Socket from = server.accept();
                Socket to = new Socket(target.getHost(), target.getPort());
                threads.submit(() -> pass(from, to));
                threads.submit(() -> pass(to, from));
            }
        });
    }

    private static Void pass(Socket from, Socket to) throws IOException {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
        threads.shutdownNow();
    }
}
