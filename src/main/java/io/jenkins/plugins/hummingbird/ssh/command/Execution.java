package io.jenkins.plugins.hummingbird.ssh.command;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.CommandTimeoutException;
import io.jenkins.plugins.hummingbird.ssh.NotStartedException;
import io.jenkins.plugins.hummingbird.ssh.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;

/**
 * The execution of one command in an open session. The calling thread writes standard input and forwards streamed
 * output, as fast as the server and the receiver allow; MINA's threads only write to memory. A command whose output
 * exceeds its limit, see {@link CommandOutput}, is terminated. A timer closes the channel when the command times out.
 */
public final class Execution {
    private static final int CHUNK = 32 * 1024;
    private static final Duration BACKGROUND_OUTPUT = Duration.ofSeconds(1);

    private final String where;
    private final ClientSession session;
    private final Command command;
    private final ScheduledExecutorService timers;
    private final CommandLine line;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CommandOutput output;
    /** Null until it is created. */
    private volatile CommandChannel channel;

    private volatile boolean timedOut;

    public Execution(String where, ClientSession session, Command command, ScheduledExecutorService timers) {
        this.where = where;
        this.session = session;
        this.command = command;
        this.timers = timers;
        line = new CommandLine(command);
        output = new CommandOutput(where, command, line, this::endForOverflow, this::endSoon);
    }

    /** @throws OperationException if the output exceeded its limit: a retry would exceed it again */
    public Result run() throws IOException, OperationException {
        channel = create();
        channel.setErr(output.err());
        if (command.output() == null) {
            channel.setOut(output.out());
        }
        channel.addCloseFutureListener(closed -> ended.countDown());
        ScheduledFuture<?> timer = startTimer();
        try {
            open();
            feed();
            drain();
            ended.await();
            return result();
        } catch (InterruptedIOException e) {
            if (e instanceof SocketTimeoutException) {
                throw e;
            }
            throw interrupted(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            timer.cancel(false);
            end();
        }
    }

    private CommandChannel create() throws IOException {
        String text = line.text();
        try {
            return CommandChannel.create(session, text);
        } catch (IOException | IllegalStateException e) {
            throw new NotStartedException(where + ": the connection was closed before " + command.name() + " ran", e);
        }
    }

    private ScheduledFuture<?> startTimer() throws IOException {
        Runnable stop = () -> {
            timedOut = true;
            ended.countDown();
            end();
        };
        try {
            return timers.schedule(stop, command.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            channel.close(true);
            throw new IOException(
                    where + ": " + command.name() + " was not run, Jenkins or the plugin is being stopped");
        }
    }

    /** Called by a thread of MINA that reads for all channels and must not block. */
    private void endForOverflow() {
        ended.countDown();
        try {
            timers.execute(() -> end());
        } catch (RejectedExecutionException e) {
            channel.close(true);
        }
    }

    /** sshd closes the channel at once, unless a background process keeps a stream open. */
    private void endSoon() {
        try {
            timers.schedule(ended::countDown, BACKGROUND_OUTPUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            ended.countDown();
        }
    }

    private void open() throws IOException {
        try {
            channel.open().verify(command.timeout());
        } catch (SshException e) {
            if (e.getCause() instanceof SshChannelOpenException refused) {
                throw new NotStartedException(
                        where + " accepts no more commands on one connection: " + refused.getMessage(), e);
            }
            timedOut |= e.getCause() instanceof TimeoutException;
            ended.countDown();
        }
    }

    private void feed() throws IOException {
        OutputStream to = channel.getInvertedIn();
        if (to == null) {
            return;
        }
        if (command.input() != null) {
            try (InputStream from = command.input().open()) {
                byte[] chunk = new byte[CHUNK];
                for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
                    if (!write(to, chunk, n)) {
                        return;
                    }
                }
            }
        }
        write(to, null, -1);
    }

    /**
     * A command may end without reading all of its input: the channel is then closed, and only its result counts.
     *
     * @param n the number of bytes; -1 for the end of the input
     * @return whether the command may read more
     */
    private static boolean write(OutputStream to, byte[] chunk, int n) throws InterruptedIOException {
        try {
            if (n < 0) {
                to.close();
            } else {
                to.write(chunk, 0, n);
            }
            return true;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            return false;
        }
    }

    private void drain() throws IOException, OperationException {
        InputStream from = channel.getInvertedOut();
        if (command.output() == null || from == null) {
            return;
        }
        byte[] chunk = new byte[CHUNK];
        for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
            output.out().write(chunk, 0, n);
            output.checkLimits();
            if (output.out().complete()) {
                return;
            }
        }
    }

    private Result result() throws IOException, OperationException {
        if (timedOut && !output.complete()) {
            output.checkLimits();
            throw new CommandTimeoutException(where + ": " + command.name() + " did not end within "
                    + command.timeout().toSeconds() + " s" + output.notStarted());
        }
        return output.result(channel.getExitStatus(), channel.getExitSignal());
    }

    private InterruptedIOException interrupted(Exception cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException e = new InterruptedIOException(where + ": interrupted while " + command.name() + " ran");
        e.initCause(cause);
        return e;
    }

    /** Closes the channel and terminates a command that is still running. */
    private void end() {
        if (channel.isClosed() || channel.isClosing()) {
            return;
        }
        if (output.complete()) {
            channel.close(false);
            return;
        }
        channel.terminate();
    }
}
