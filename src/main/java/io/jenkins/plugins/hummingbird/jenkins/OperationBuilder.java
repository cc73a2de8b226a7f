package io.jenkins.plugins.hummingbird.jenkins;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.hummingbird.jenkins.node.BuildWorkspace;
import io.jenkins.plugins.hummingbird.jenkins.node.Workspace;
import io.jenkins.plugins.hummingbird.jenkins.run.BuildLog;
import io.jenkins.plugins.hummingbird.jenkins.run.LiveOperation;
import io.jenkins.plugins.hummingbird.jenkins.run.OperationFolder;
import io.jenkins.plugins.hummingbird.jenkins.run.OperationPool;
import io.jenkins.plugins.hummingbird.jenkins.run.Owner;
import io.jenkins.plugins.hummingbird.jenkins.run.PendingOperations;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.operation.moves.MoveScheduler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.model.Jenkins;

/**
 * A freestyle build step: the step of the same name, for whose end the build's own thread waits. Its moves are made on
 * the pool, for Jenkins interrupts the build's thread to abort the build, and no move is interrupted: an abort cancels
 * what is running before the build ends, unless a move hangs; then the build ends, and the cancelling goes on after it.
 */
public abstract class OperationBuilder extends Builder {
    /**
     * @return the step, with all parameters; named otherwise than the property {@code step} of a subclass, whose type
     *     decides which form is shown
     */
    abstract OperationStep operationStep();

    /** @return how long the executor is kept after an abort, for a move may hang */
    Duration undoTime() {
        return Operation.UNDO_TIME;
    }

    @Override
    public final boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        OperationStep step = operationStep();
        String id = step.newId();
        Owner owner = Owner.of(build);
        var environment = build.getEnvironment(listener);
        LiveOperation operation = new LiveOperation(OperationFolder.of(build, id));
        operation.load(() -> step.operation(id, Instant.now(), environment));
        Workspace context = new BuildWorkspace(build, launcher, environment);
        CompletableFuture<Outcome> end = new CompletableFuture<>();
        MoveScheduler moves = new MoveScheduler(
                OperationPool.get(), operation::host, () -> move(operation, end, owner, listener, context));
        PendingOperations.add(id, owner, operation, moves);
        OperationActions.add(operation, build, listener);
        moves.wake();
        Outcome outcome = null;
        boolean aborted = false;
        long abortedNanos = 0;
        while (outcome == null) {
            try {
                long left = undoTime().toNanos() - (System.nanoTime() - abortedNanos);
                outcome = aborted ? end.get(left, TimeUnit.NANOSECONDS) : end.get();
            } catch (InterruptedException e) {
                abortedNanos = aborted ? abortedNanos : System.nanoTime();
                aborted = true;
                operation.stop();
                moves.wake();
            } catch (ExecutionException e) {
                throw new IOException("operation " + id + " cannot continue: " + e.getCause(), e.getCause());
            } catch (TimeoutException e) {
                BuildLog.error(
                        listener,
                        "what operation " + id
                                + " started is not yet undone: that continues while the build ends. How it"
                                + " ended will be in the system log of Jenkins.");
                throw new InterruptedException(); // the end of the build has the operation cancelled
            }
        }
        PendingOperations.remove(id);
        LiveOperation.report(outcome, build, listener);
        if (outcome.kind() == Outcome.Kind.FAILED) {
            throw BuildLog.failure(outcome.message());
        }
        if (aborted) {
            throw new InterruptedException();
        }
        return true;
    }

    private static Next move(
            LiveOperation operation,
            CompletableFuture<Outcome> end,
            Owner owner,
            BuildListener listener,
            Workspace workspace) {
        try {
            Next next = operation.move(owner, listener, workspace);
            if (next.over()) {
                end.complete(operation.outcome());
            }
            return next;
        } catch (RuntimeException | Error e) {
            end.completeExceptionally(e);
            return Next.end();
        }
    }

    /** What the descriptors of all build steps have in common. */
    abstract static class OperationBuilderDescriptor extends BuildStepDescriptor<Builder> {
        /** @return the class of {@link #operationStep} */
        abstract Class<? extends OperationStep> stepClass();

        /** @return the help of the step, whose form is that of the build step */
        @Override
        public String getHelpFile() {
            return Jenkins.get().getDescriptorOrDie(stepClass()).getHelpFile();
        }

        @Override
        @SuppressWarnings("rawtypes") // as BuildStepDescriptor has it
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }
    }
}
