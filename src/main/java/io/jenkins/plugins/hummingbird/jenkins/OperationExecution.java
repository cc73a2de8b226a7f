package io.jenkins.plugins.hummingbird.jenkins;

import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.hummingbird.jenkins.node.StepWorkspace;
import io.jenkins.plugins.hummingbird.jenkins.run.BuildLog;
import io.jenkins.plugins.hummingbird.jenkins.run.GraphNode;
import io.jenkins.plugins.hummingbird.jenkins.run.LiveOperation;
import io.jenkins.plugins.hummingbird.jenkins.run.MoveRetry;
import io.jenkins.plugins.hummingbird.jenkins.run.OperationFolder;
import io.jenkins.plugins.hummingbird.jenkins.run.OperationPool;
import io.jenkins.plugins.hummingbird.jenkins.run.Owner;
import io.jenkins.plugins.hummingbird.jenkins.run.PendingOperations;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.operation.StateFile;
import io.jenkins.plugins.hummingbird.operation.UnreadableStateException;
import io.jenkins.plugins.hummingbird.operation.moves.MoveScheduler;
import java.io.IOException;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Drives an operation for a Pipeline: its moves are made on a pool, no thread is held in between, and nothing is done
 * on the Pipeline's own thread.
 *
 * <p>Saved in {@code program.dat} is the id alone, which names the folder that the operation's state is in, and until
 * the first move has read them the parameters. After a restart {@link #onResume} goes on from the state file; an
 * operation that had ended, but not reported it to the Pipeline, then reports it. What fails because Jenkins' own disk is full or
 * away is tried again once the state is on it.
 */
final class OperationExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(OperationExecution.class.getName());

    private final String id;

    /** Null once the state file exists. */
    private volatile OperationStep step;

    private transient volatile LiveOperation live;
    private transient MoveScheduler moves;

    /** Null in a process that has not needed it. */
    private transient MoveRetry retry;

    /** Why it was stopped; null when it was not, or in an earlier process. */
    private transient volatile Throwable stopCause;

    OperationExecution(OperationStep step, String id, StepContext context) {
        super(context);
        this.step = step;
        this.id = id;
    }

    @Override
    public boolean start() {
        drive();
        return false;
    }

    @Override
    public void onResume() {
        drive();
    }

    private synchronized void drive() {
        if (moves == null) {
            moves = new MoveScheduler(OperationPool.get(), this::host, this::move);
        }
        moves.wake();
    }

    /** May come before {@link #onResume}: what an earlier process left running is then cancelled all the same. */
    @Override
    public synchronized void stop(Throwable cause) {
        stopCause = cause;
        if (live != null) {
            live.stop();
        }
        drive();
    }

    /** Shown to people who list the threads of a Pipeline: the status after the last move, without I/O. */
    @Override
    public String getStatus() {
        LiveOperation operation = live;
        return operation == null ? null : operation.status();
    }

    /** Of the first move of this process it is known from the last one of an earlier process. */
    private String host() {
        LiveOperation operation = live;
        return operation == null ? PendingOperations.host(id) : operation.host();
    }

    private Next move() {
        try {
            Run<?, ?> run = getContext().get(Run.class);
            TaskListener listener = getContext().get(TaskListener.class);
            boolean first = live == null;
            LiveOperation operation = loaded(run, listener);
            if (first && !operation.saved() && isWithinNodeInVain()) {
                BuildLog.print(
                        listener,
                        "this step needs a node only to read files of its workspace, and then only at its start: outside"
                                + " of node it would hold no executor");
            }
            Next next = operation.move(Owner.of(run), listener, new StepWorkspace(getContext()));
            retry = null;
            if (step != null && operation.saved()) {
                step = null;
            }
            if (next.over()) {
                PendingOperations.remove(id);
                end(operation.outcome(), run, listener);
            }
            return next;
        } catch (IOException e) {
            return isSaved(e) ? later(e) : broken(BuildLog.failure(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return broken(e, e);
        } catch (RuntimeException | Error e) {
            return broken(e, e);
        }
    }

    /** Whether its state is on the disk: then nothing is lost by trying again, and giving up would lose what runs. */
    private boolean isSaved(IOException failure) {
        if (failure instanceof UnreadableStateException) {
            return false;
        }
        try {
            return step == null
                    || new StateFile(LiveOperation.folder(getContext().get(Run.class), id)).exists();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "operation " + id + ": its build cannot be read", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Jenkins' own disk may be full, for one. An abort ends that after the time that undoing may take. */
    private Next later(IOException failure) {
        retry = retry == null ? new MoveRetry() : retry;
        Next next = retry.after(failure, id);
        Throwable cause = stopCause;
        return cause != null && retry.lastsLongerThan(Operation.UNDO_TIME) ? broken(cause, failure) : next;
    }

    private boolean isWithinNodeInVain() throws InterruptedException {
        OperationStep parameters = step;
        if (parameters == null || parameters.runsOnNode()) {
            return false;
        }
        try {
            return getContext().get(FilePath.class) != null;
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "operation " + id + ": its agent is away", e);
            return false;
        }
    }

    private synchronized LiveOperation loaded(Run<?, ?> run, TaskListener listener)
            throws IOException, InterruptedException {
        if (live == null) {
            LiveOperation fresh = new LiveOperation(OperationFolder.of(run, id));
            OperationStep parameters = step;
            fresh.load(() -> parameters == null ? null : parameters.operation(id, Instant.now(), null));
            if (stopCause != null) {
                fresh.stop();
            }
            PendingOperations.add(id, Owner.of(run), fresh, moves);
            if (!fresh.saved()) {
                new GraphNode(getContext()).label(fresh.label());
            }
            OperationActions.add(fresh, run, listener);
            live = fresh;
        }
        return live;
    }

    private void end(Outcome outcome, Run<?, ?> run, TaskListener listener) throws IOException, InterruptedException {
        LiveOperation.report(outcome, run, listener);
        if (outcome.kind() == Outcome.Kind.UNSTABLE) {
            new GraphNode(getContext()).warn(BuildLog.visible(outcome.message()));
        }
        switch (outcome.kind()) {
            case DONE, UNSTABLE -> getContext().onSuccess(outcome.result());
            case STOPPED -> {
                Throwable cause = stopCause;
                getContext().onFailure(cause == null ? new FlowInterruptedException(Result.ABORTED, true) : cause);
            }
            case FAILED -> getContext().onFailure(BuildLog.failure(outcome.message()));
        }
    }

    /** The operation cannot be driven: the step fails, and the next start of Jenkins cancels what it left. */
    private Next broken(Throwable shown, Throwable cause) {
        LOGGER.log(Level.WARNING, "operation " + id + " cannot continue", cause);
        getContext().onFailure(shown);
        return Next.end();
    }
}
