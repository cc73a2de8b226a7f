package io.jenkins.plugins.hummingbird.ssh.connection;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.MinaLoader;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The SSH connections of this JVM, one for each {@link Login}, however many use it. A connection is made when a command
 * needs it, made again when it broke, and closed some time after the last command. Thread-safe; no thread runs before
 * the first command.
 */
public final class Connections implements Closeable {
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LongSupplier nanoTime;
    private final long idleNanos;
    private final ScheduledThreadPoolExecutor timers =
            new ScheduledThreadPoolExecutor(1, MinaClient.threads("hummingbird-ssh-timer"));
    private final Sessions sessions;
    private final ConcurrentMap<Login, Use> connections = new ConcurrentHashMap<>();

    /** @param hostKeys says which hosts are the right ones */
    public Connections(HostKeys hostKeys) {
        this(hostKeys, IDLE, PATIENCE);
    }

    /**
     * @param nanoTime the clock, in nanoseconds, of the pauses between attempts to connect; System.nanoTime() unless a test
     *     has its own
     */
    public Connections(HostKeys hostKeys, LongSupplier nanoTime) {
        this(hostKeys, IDLE, PATIENCE, nanoTime);
    }

    /**
     * @param idle how long a connection stays open without a command
     * @param patience how long to wait for a connection, and then for the login
     */
    public Connections(HostKeys hostKeys, Duration idle, Duration patience) {
        this(hostKeys, idle, patience, System::nanoTime);
    }

    private Connections(HostKeys hostKeys, Duration idle, Duration patience, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        idleNanos = idle.toNanos();
        timers.setRemoveOnCancelPolicy(true);
        sessions = new Sessions(hostKeys, timers, patience);
    }

    /** A connection and who uses it. Changed only while its entry in the map is being computed. */
    private static final class Use {
        final Connection connection;
        int commands;
        long lastUsed;
        boolean watched;

        Use(Connection connection) {
            this.connection = connection;
        }
    }

    /**
     * The host of a login, as a place to run commands. Costs nothing and need not be closed: the connection is made, or
     * found, by each command.
     *
     * @param log what the user should read about the host's key, a line each; called by the thread that runs a command
     */
    public Shell shell(Login login, Consumer<String> log) {
        return new Shell() {
            @Override
            public Result run(Command command) throws IOException, OperationException {
                return MinaLoader.run(() -> Connections.this.run(login, command, log));
            }

            @Override
            public Object login() {
                return login;
            }

            @Override
            public String toString() {
                return login.toString();
            }
        };
    }

    private Result run(Login login, Command command, Consumer<String> log) throws IOException, OperationException {
        Use use = connections.compute(login, (key, known) -> {
            Use one = known == null ? new Use(new Connection(login, sessions, timers, new Backoff(nanoTime))) : known;
            one.commands++;
            return one;
        });
        try {
            return use.connection.run(login, command, log);
        } finally {
            connections.computeIfPresent(login, (key, known) -> {
                known.commands--;
                known.lastUsed = System.nanoTime();
                watch(login, known, idleNanos);
                return known;
            });
        }
    }

    /** Has one look at an unused connection later; a timer for each command would be thousands. */
    private void watch(Login login, Use use, long nanos) {
        if (use.commands > 0 || use.watched) {
            return;
        }
        try {
            timers.schedule(() -> closeIfIdle(login), nanos, TimeUnit.NANOSECONDS);
            use.watched = true;
        } catch (RejectedExecutionException e) {
            // close() ends this connection with all others.
            return;
        }
    }

    private void closeIfIdle(Login login) {
        connections.computeIfPresent(login, (key, use) -> {
            use.watched = false;
            long left = use.lastUsed + idleNanos - System.nanoTime();
            if (use.commands == 0 && left <= 0) {
                use.connection.close();
                return null;
            }
            watch(login, use, left);
            return use;
        });
    }

    /** Ends all connections and threads, within seconds. Commands that run fail, and later ones too. */
    @Override
    public void close() {
        sessions.close();
        timers.shutdownNow();
    }
}
