package io.jenkins.plugins.hummingbird.ssh.connection;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.CommandTimeoutException;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.NotRunException;
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

/** The connection of one login: opened when a command needs it, again when it broke, and shared by its commands. */
final class Connection {
    /**
     * Half of the 10 that OpenSSH allows (MaxSessions in sshd_config(5)): the place of a command that ended and that of
     * the next one count both, until sshd has cleared up behind the messages that it reads in one go.
     */
    private static final int COMMANDS_AT_ONCE = 5;

    private final Login login;
    private final Sessions sessions;
    private final ScheduledExecutorService timers;
    private final Semaphore places = new Semaphore(COMMANDS_AT_ONCE, true);
    /** Held while connecting, so that there is one attempt at a time; nobody else waits for it. */
    private final ReentrantLock connecting = new ReentrantLock();
    /** Used only while connecting. */
    private final Backoff backoff;

    private volatile boolean hasRunCommands;
    /** Guarded, as all of it is, by this. */
    private SharedSession current;

    Connection(Login login, Sessions sessions, ScheduledExecutorService timers, Backoff backoff) {
        this.login = login;
        this.sessions = sessions;
        this.timers = timers;
        this.backoff = backoff;
    }

    /** A session and the commands that run on it; it ends with the last of them once it was retired. */
    private static final class SharedSession {
        final ClientSession session;
        int commands;
        boolean retired;

        SharedSession(ClientSession session) {
            this.session = session;
        }
    }

    /**
     * @param asker equals the login that this was made for, and is good for this moment: the tunnel of another may have
     *     been closed with the operation that it was for
     */
    Result run(Login asker, Command command, Consumer<String> log) throws IOException, OperationException {
        try {
            if (!places.tryAcquire(command.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(login + ": " + command.name() + " did not start within "
                        + command.timeout().toSeconds() + " s, because " + COMMANDS_AT_ONCE
                        + " other commands of Jenkins run there");
            }
        } catch (InterruptedException e) {
            throw interrupted(command);
        }
        try {
            try {
                return runOnce(asker, command, log);
            } catch (NotStartedException e) {
                // The host had no place left on that session, or it was just closing: a new one has.
                return runOnce(asker, command, log);
            }
        } finally {
            places.release();
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
        } catch (NotRunException e) {
            if (hasRunCommands) {
                // what has worked may work again
                throw e;
            }
            throw new OperationException(e.getMessage(), e);
        } catch (CommandTimeoutException e) {
            if (!sessions.answers(shared.session, command.timeout())) {
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

    /** Answers the open session, or null. */
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

    /** Ends the session; the next command opens another. */
    synchronized void close() {
        if (current != null) {
            current.session.close(true);
            current = null;
        }
    }
}
