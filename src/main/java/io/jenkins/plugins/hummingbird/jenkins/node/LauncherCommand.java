package io.jenkins.plugins.hummingbird.jenkins.node;

import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.TaskListener;
import io.jenkins.plugins.hummingbird.cluster.cli.CliCommand;
import io.jenkins.plugins.hummingbird.cluster.cli.CommandResult;
import io.jenkins.plugins.hummingbird.cluster.cli.NodeCommandRunner;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs commands by the launcher of the node around a step. Each question to the node is put on a thread that Jenkins has
 * for talking to agents, one at a time, and waited for only so long: an agent that does not answer holds no move.
 *
 * <p>Kept from move to move; moves never overlap.
 */
public final class LauncherCommand implements NodeCommandRunner {
    private static final Logger LOGGER = Logger.getLogger(LauncherCommand.class.getName());

    /** Within a move. */
    private static final int ANSWER_SECONDS = 20;

    /** Longer than Jenkins needs to find out that an agent is gone, and to close its connection. */
    private static final Duration LOST_AFTER = Duration.ofMinutes(10);

    private final int answerSeconds;
    private String operationId;
    private Workspace workspace = Workspace.NONE;
    private TaskListener listener;

    /** Null when none is being started. */
    private NodeProcessStarter start;

    private Future<NodeProcess> starting;

    /** Null when none is running. */
    private NodeProcess process;

    /** The question how it stands; null when none is put. */
    private Future<CommandResult> question;

    private long askedNanos;

    /** Whether this process of Jenkins has started one. */
    private boolean begun;

    /** Waits for answers as long as an agent needs that is there. */
    public LauncherCommand() {
        this(ANSWER_SECONDS);
    }

    /** @param answerSeconds how long an answer of the node is waited for */
    LauncherCommand(int answerSeconds) {
        this.answerSeconds = answerSeconds;
    }

    /** Sets what is around the present move. */
    public LauncherCommand on(String id, Workspace context, TaskListener log) {
        operationId = id;
        workspace = context;
        listener = log;
        return this;
    }

    @Override
    public void start(CliCommand call) throws IOException, OperationException {
        endProcess();
        begun = true;
        if (starting == null) {
            start = begin(call);
            starting = Computer.threadPoolForRemoting.submit(start);
        }
        try {
            process = answer(starting);
        } catch (TimeoutException e) {
            throw new IOException("the node has not yet started " + call.program() + "; it may be installing it", e);
        } catch (ExecutionException e) {
            starting = null;
            if (e.getCause() instanceof OperationException cause) {
                throw new OperationException(cause.getMessage(), cause);
            }
            throw new IOException("the node cannot start " + call.program() + ": " + e.getCause(), e.getCause());
        }
        starting = null;
        if (process == null) {
            throw new IOException(call.program() + " was killed before it had begun");
        }
    }

    private NodeProcessStarter begin(CliCommand call) throws IOException, OperationException {
        try {
            return NodeProcessStarter.of(operationId, workspace, listener, call);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public boolean isRunning() {
        return process != null;
    }

    @Override
    public CommandResult poll() throws IOException {
        if (process == null) {
            throw new IOException("no command is running on the node");
        }
        if (question == null) {
            question = Computer.threadPoolForRemoting.submit(process::look);
            askedNanos = System.nanoTime();
        }
        try {
            CommandResult answer = answer(question);
            question = null;
            if (answer != null) {
                process = null;
            }
            return answer;
        } catch (TimeoutException e) {
            if (System.nanoTime() - askedNanos < LOST_AFTER.toNanos()) {
                return null;
            }
            forget();
            throw new IOException("the node has not answered for " + LOST_AFTER.toMinutes() + " minutes", e);
        } catch (ExecutionException e) {
            forget();
            throw new IOException("the node was lost while it ran a command: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void kill() {
        if (starting != null) {
            process = start.abandon();
            starting = null;
        }
        endProcess();
        if (!begun) {
            endLeftovers();
        }
    }

    /** An earlier process of Jenkins may have started one, which runs on. */
    private void endLeftovers() {
        try {
            Launcher launcher = workspace.launcher();
            if (launcher != null) {
                await(Computer.threadPoolForRemoting.submit(() -> NodeProcessStarter.endAll(launcher, operationId)));
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "what is left on a node is not known", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endProcess() {
        if (process != null) {
            Future<?> end = Computer.threadPoolForRemoting.submit(process::kill);
            forget();
            await(end);
        }
    }

    private void await(Future<?> end) {
        try {
            answer(end);
        } catch (TimeoutException | ExecutionException | InterruptedIOException e) {
            LOGGER.log(Level.FINE, "the end of a command on a node is not known", e);
        }
    }

    private void forget() {
        process = null;
        question = null;
    }

    private <T> T answer(Future<T> future) throws TimeoutException, ExecutionException, InterruptedIOException {
        try {
            return future.get(answerSeconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static InterruptedIOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException e = new InterruptedIOException("interrupted while asking the node");
        e.initCause(cause);
        return e;
    }
}
