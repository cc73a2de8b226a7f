package io.jenkins.plugins.hummingbird.ssh.connection;

import io.jenkins.plugins.hummingbird.ssh.WebSocketTunnel;
import io.jenkins.plugins.hummingbird.ssh.tunnel.TunnelChannel;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousChannelGroup;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.Closeable;
import org.apache.sshd.common.Factory;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.DefaultIoConnectFuture;
import org.apache.sshd.common.io.IoConnectFuture;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.nio2.Nio2Connector;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactory;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.util.threads.CloseableExecutorService;

/** Connects through the tunnel in the context of a connection, or by TCP if there is none. */
final class TunnelConnector extends Nio2Connector {
    private final IoConnector tcp;
    private final Duration patience;

    private TunnelConnector(Nio2ServiceFactory factory, IoHandler handler, IoConnector tcp, Duration patience) {
        super(factory, factory.getFactoryManager(), handler, new NoChannels(), factory.getExecutorService());
        this.tcp = tcp;
        this.patience = patience;
    }

    /**
     * @param executors creates the thread pools of a client
     * @param patience the timeout of a connection
     */
    static Nio2ServiceFactoryFactory factory(Factory<CloseableExecutorService> executors, Duration patience) {
        return new Nio2ServiceFactoryFactory(executors) {
            @Override
            public IoServiceFactory create(FactoryManager manager) {
                return new Nio2ServiceFactory(manager, newExecutor(), newExecutor()) {
                    @Override
                    public IoConnector createConnector(IoHandler handler) {
                        return autowireCreatedService(
                                new TunnelConnector(this, handler, super.createConnector(handler), patience));
                    }
                };
            }
        };
    }

    @Override
    public IoConnectFuture connect(SocketAddress address, AttributeRepository context, SocketAddress local) {
        WebSocketTunnel.Prepared tunnel = Handshake.tunnel(context);
        if (tunnel == null) {
            return tcp.connect(address, context, local);
        }
        IoConnectFuture future = new DefaultIoConnectFuture(address, null);
        TunnelChannel channel = new TunnelChannel(tunnel, getExecutorService(), patience);
        future.addListener(done -> {
            if (done.isCanceled()) {
                channel.close();
            }
        });
        channel.connect(
                address,
                null,
                createConnectionCompletionHandler(future, channel, context, propertyResolver, getIoHandler()));
        return future;
    }

    @Override
    protected Closeable getInnerCloseable() {
        return builder().parallel(super.getInnerCloseable(), tcp).build();
    }

    /** MINA requires the channel group of a connector; a tunnel has none, and TCP uses another connector. */
    private static final class NoChannels extends AsynchronousChannelGroup {
        NoChannels() {
            super(null);
        }

        @Override
        public boolean isShutdown() {
            return true;
        }

        @Override
        public boolean isTerminated() {
            return true;
        }

        @Override
        public void shutdown() {
            // nothing is open
        }

        @Override
        public void shutdownNow() {
            // nothing is open
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
