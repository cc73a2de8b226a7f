package io.jenkins.plugins.hummingbird.ssh.connection;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.CommandTimeoutException;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.LoginShellException;
import io.jenkins.plugins.hummingbird.ssh.NotStartedException;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.command.Execution;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.sshd.client.session.ClientSession;

/** The connection of one login: opened when a command needs it, reopened when it broke, and shared by its commands. */
final class Connection {
    /**
     * Half of the 10 that OpenSSH allows (MaxSessions in sshd_config(5)): a command that has ended and the next one
     * both count until sshd has cleaned up, which it does after it has processed all messages that it received
     * together.
     */
    private static final int MAX_COMMANDS = 5;

    private final Login login;
    private final SessionFactory sessions;
    private final ScheduledExecutorService timers;
    private final Semaphore permits = new Semaphore(MAX_COMMANDS, true);
    /**
     * Held while connecting, so that there is one attempt at a time; commands on an open session do not wait for it.
     */
    private final ReentrantLock connecting = new ReentrantLock();
    /** Used only while connecting. */
    private final Backoff backoff;

    private volatile boolean hasRunCommands;
    /** Guarded by this, with all of its fields. */
    private SharedSession current;

    Connection(Login login, SessionFactory sessions, ScheduledExecutorService timers, Backoff backoff) {
        this.login = login;
        this.sessions = sessions;
        this.timers = timers;
        this.backoff = backoff;
    }

    /** A session and the number of commands that run in it; a retired session is closed after the last of them. */
    private static final class SharedSession {
        final ClientSession session;
        int commands;
        boolean retired;

        SharedSession(ClientSession session) {
            this.session = session;
        }
    }

    /**
     * @param asker equals the login of this connection and is valid now: the tunnel of the login that was used first
     *     may have been closed with its operation
     */
    Result run(Login asker, Command command, Consumer<String> log) throws IOException, OperationException {
        try {
            if (!permits.tryAcquire(command.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(login + ": " + command.name() + " did not start within "
                        + command.timeout().toSeconds() + " s, because " + MAX_COMMANDS
                        + " other commands from Jenkins are running there");
            }
        } catch (InterruptedException e) {
            throw interrupted(command);
        }
        try {
            try {
                return runOnce(asker, command, log);
            } catch (NotStartedException e) {
                // The session accepted no more commands, or was being closed: a new one does.
                return runOnce(asker, command, log);
            }
        } finally {
            permits.release();
        }
    }

    private Result runOnce(Login asker, Command command, Consumer<String> log) throws IOException, OperationException {
        SharedSession shared = acquire(asker, command, log);
        boolean retire = false;
        try {
            Result result = new Execution(login.toString(), shared.session, command, timers).run();
            hasRunCommands = true;
            return result;
        } catch (NotStartedException e) {
            retire = true;
            throw e;
        } catch (LoginShellException e) {
            if (hasRunCommands) {
                // the shell ran commands before, so this may be temporary
                throw e;
            }
            throw new OperationException(e.getMessage(), e);
        } catch (CommandTimeoutException e) {
            if (!sessions.isAlive(shared.session, command.timeout())) {
                shared.session.close(true);
            }
            throw e;
        } finally {
            release(shared, retire);
        }
    }

    private SharedSession acquire(Login asker, Command command, Consumer<String> log)
            throws IOException, OperationException {
        SharedSession open = join();
        if (open != null) {
            return open;
        }
        try {
            connecting.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(command);
        }
        try {
            open = join();
            return open != null ? open : start(connect(asker, log));
        } finally {
            connecting.unlock();
        }
    }

    /** Returns the open session, or null. */
    private synchronized SharedSession join() {
        if (current == null || !current.session.isOpen()) {
            return null;
        }
        current.commands++;
        return current;
    }

    private synchronized SharedSession start(ClientSession session) {
        current = new SharedSession(session);
        current.commands++;
        return current;
    }

    private ClientSession connect(Login asker, Consumer<String> log) throws IOException, OperationException {
        backoff.check();
        try {
            ClientSession session = sessions.open(asker, log);
            backoff.succeeded();
            return session;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            backoff.failed(e);
            throw e;
        }
    }

    private synchronized void release(SharedSession shared, boolean retire) {
        shared.commands--;
        shared.retired |= retire;
        if (retire && current == shared) {
            current = null;
        }
        if (shared.retired && shared.commands == 0) {
            shared.session.close(true);
        }
    }

    private InterruptedIOException interrupted(Command command) {
        Thread.currentThread().interrupt();
        return new InterruptedIOException(login + ": interrupted before " + command.name() + " started");
    }

    /** Closes the session; the next command opens another. */
    synchronized void close() {
        if (current != null) {
            current.session.close(true);
            current = null;
        }
    }
}
