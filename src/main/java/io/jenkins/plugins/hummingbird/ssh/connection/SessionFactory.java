package io.jenkins.plugins.hummingbird.ssh.connection;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.NoConnectionException;
import io.jenkins.plugins.hummingbird.ssh.NoTunnelException;
import io.jenkins.plugins.hummingbird.ssh.WebSocketTunnel;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import io.jenkins.plugins.hummingbird.ssh.key.PartialSuccessReporter;
import io.jenkins.plugins.hummingbird.ssh.tunnel.TunnelRefusedException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.future.CancelOption;
import org.apache.sshd.common.util.buffer.Buffer;

/** Opens sessions: connects, verifies the host key, logs in. */
final class SessionFactory implements Closeable {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final CancelOption[] GIVE_UP = {CancelOption.CANCEL_ON_TIMEOUT, CancelOption.CANCEL_ON_INTERRUPT};

    private final HostKeys hostKeys;
    private final ScheduledExecutorService timers;
    private final Duration patience;
    private SshClient client;
    private boolean closed;

    /** @param patience the timeout of the connection, and then of the login */
    SessionFactory(HostKeys hostKeys, ScheduledExecutorService timers, Duration patience) {
        this.hostKeys = hostKeys;
        this.timers = timers;
        this.patience = patience;
    }

    /** Returns an authenticated session. */
    ClientSession open(Login login, Consumer<String> log) throws IOException, OperationException {
        Handshake handshake = new Handshake(hostKeys.verifier(login));
        ClientSession session = connect(login, handshake);
        boolean loggedIn = false;
        try {
            authenticate(login, session, handshake);
            loggedIn = true;
        } finally {
            handshake.logMessages(log);
            if (!loggedIn) {
                session.close(true);
            }
        }
        return session;
    }

    private ClientSession connect(Login login, Handshake handshake) throws IOException, OperationException {
        WebSocketTunnel.Prepared tunnel = tunnel(login);
        InetSocketAddress address = new InetSocketAddress(login.host(), login.port());
        if (address.isUnresolved()) {
            String why = "there is no address for the name " + login.host();
            throw new NoConnectionException("SSH to " + login + ": " + why, why, null);
        }
        try {
            ConnectFuture future = client().connect(login.user(), address, handshake.asContext(tunnel), null);
            return future.verify(patience, GIVE_UP).getSession();
        } catch (IOException | IllegalStateException e) {
            checkTunnel(login, e);
            throw failure("SSH to " + login + ": cannot connect", e);
        }
    }

    /** @return null for TCP */
    private static WebSocketTunnel.Prepared tunnel(Login login) throws IOException, OperationException {
        if (login.tunnel() == null) {
            return null;
        }
        try {
            return login.tunnel().prepare();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            String why = "no tunnel: " + e.getMessage();
            throw new NoConnectionException("SSH to " + login + ": " + why, why, e);
        } catch (OperationException e) {
            throw new NoTunnelException("SSH to " + login + ": no tunnel: " + e.getMessage(), e);
        }
    }

    /** Throws if the failure is that the tunnel was refused. */
    private static void checkTunnel(Login login, Exception failure) throws OperationException {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof TunnelRefusedException refusal && refusal.isForbidden()) {
                throw new NoTunnelException(
                        "SSH to " + login + ": " + e.getMessage() + ". "
                                + login.tunnel().refusal(),
                        failure);
            }
        }
    }

    private void authenticate(Login login, ClientSession session, Handshake handshake)
            throws IOException, OperationException {
        for (KeyPair pair : login.keys()) {
            session.addPublicKeyIdentity(pair);
        }
        PartialSuccessReporter partialSuccess = new PartialSuccessReporter();
        session.setPublicKeyAuthenticationReporter(partialSuccess);
        try {
            session.auth().verify(patience, GIVE_UP);
        } catch (IOException e) {
            handshake.throwRefusal();
            if (!partialSuccess.furtherMethods().isEmpty()) {
                throw new OperationException(
                        login.host() + " accepted the key of user '" + login.user() + "' and asks for more: "
                                + partialSuccess.furtherMethods()
                                + ". Jenkins has only the key: accept it alone for that user with"
                                + " AuthenticationMethods publickey in sshd_config on the host",
                        e);
            }
            if (isRefusal(e)) {
                String fingerprints = String.join(
                        ", ",
                        login.keys().stream()
                                .map(KeyPair::getPublic)
                                .map(HostKeys::describe)
                                .toList());
                throw new OperationException(
                        login.host() + " refused the login of user '" + login.user() + "' with " + fingerprints
                                + ". Check the user name, the SSH credential, and that the public key is in that "
                                + "user's ~/.ssh/authorized_keys on the host",
                        e);
            }
            throw failure("SSH to " + login + ": cannot log in", e);
        }
    }

    /** @return whether all keys were refused, or more were offered than the host accepts */
    private static boolean isRefusal(IOException e) {
        return e instanceof SshException ssh
                && (ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE
                        || String.valueOf(ssh.getMessage()).contains("Too many authentication failures"));
    }

    private IOException failure(String what, Exception e) {
        if (e instanceof InterruptedIOException) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException(what + ": interrupted");
            interrupted.initCause(e);
            return interrupted;
        }
        Throwable root = e;
        while (root.getCause() != null && !(root instanceof ConnectException)) {
            root = root.getCause();
        }
        String why = root instanceof TimeoutException
                ? "no answer within " + patience.toSeconds() + " s"
                : String.valueOf(root.getMessage());
        return new NoConnectionException(what + ": " + why, why, e);
    }

    /**
     * Sends a keep-alive request and waits for the reply.
     *
     * @param longest how long to wait, at most a few seconds
     */
    boolean isAlive(ClientSession session, Duration longest) {
        String request = "keepalive@openssh.com";
        try {
            Buffer buffer = session.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST);
            buffer.putString(request);
            buffer.putBoolean(true);
            session.request(request, buffer, (longest.compareTo(ANSWER) < 0 ? longest : ANSWER).toMillis());
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (InterruptedIOException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private synchronized SshClient client() throws IOException {
        if (closed) {
            throw new IOException("No more SSH connections: Jenkins or the plugin is being stopped");
        }
        if (client == null) {
            client = MinaClient.start(timers, patience);
        }
        return client;
    }

    /** Closes all sessions. */
    @Override
    public void close() {
        SshClient last;
        synchronized (this) {
            closed = true;
            last = client;
            client = null;
        }
        if (last != null) {
            last.stop();
        }
    }
}
