package io.jenkins.plugins.hummingbird.ssh.connection;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.MinaClassLoader;
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
 * The SSH connections of this JVM, one for each {@link Login}, however many use it. A connection is opened when a
 * command needs it, reopened when it broke, and closed some time after the last command. Thread-safe; no thread is
 * started before the first command.
 */
public final class Connections implements Closeable {
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LongSupplier nanoTime;
    private final long idleNanos;
    private final ScheduledThreadPoolExecutor timers =
            new ScheduledThreadPoolExecutor(1, MinaClient.threads("hummingbird-ssh-timer"));
    private final SessionFactory sessions;
    private final ConcurrentMap<Login, Use> connections = new ConcurrentHashMap<>();

    /** @param hostKeys verifies host keys */
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
     * @param patience the timeout of the connection, and then of the login
     */
    public Connections(HostKeys hostKeys, Duration idle, Duration patience) {
        this(hostKeys, idle, patience, System::nanoTime);
    }

    private Connections(HostKeys hostKeys, Duration idle, Duration patience, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        idleNanos = idle.toNanos();
        timers.setRemoveOnCancelPolicy(true);
        sessions = new SessionFactory(hostKeys, timers, patience);
    }

    /** A connection and its use. Modified only inside the map's compute methods. */
    private static final class Use {
        final Connection connection;
        int commands;
        long lastUsed;
        boolean checkScheduled;

        Use(Connection connection) {
            this.connection = connection;
        }
    }

    /**
     * Returns a shell on the host of a login. Costs nothing and need not be closed: each command opens or reuses the
     * connection.
     *
     * @param log receives messages for the user about the host key, one line each; called by the thread that runs a
     *     command
     */
    public Shell shell(Login login, Consumer<String> log) {
        return new Shell() {
            @Override
            public Result run(Command command) throws IOException, OperationException {
                return MinaClassLoader.run(() -> Connections.this.run(login, command, log));
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
                scheduleCheck(login, known, idleNanos);
                return known;
            });
        }
    }

    /** Schedules one check of an unused connection; a timer for each command would be thousands. */
    private void scheduleCheck(Login login, Use use, long nanos) {
        if (use.commands > 0 || use.checkScheduled) {
            return;
        }
        try {
            timers.schedule(() -> closeIfIdle(login), nanos, TimeUnit.NANOSECONDS);
            use.checkScheduled = true;
        } catch (RejectedExecutionException e) {
            // close() closes this connection with all others.
            return;
        }
    }

    private void closeIfIdle(Login login) {
        connections.computeIfPresent(login, (key, use) -> {
            use.checkScheduled = false;
            long left = use.lastUsed + idleNanos - System.nanoTime();
            if (use.commands == 0 && left <= 0) {
                use.connection.close();
                return null;
            }
            scheduleCheck(login, use, left);
            return use;
        });
    }

    /** Closes all connections and ends all threads, within seconds. Running and later commands fail. */
    @Override
    public void close() {
        sessions.close();
        timers.shutdownNow();
    }
}
