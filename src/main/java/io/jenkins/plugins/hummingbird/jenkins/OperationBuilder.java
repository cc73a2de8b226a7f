package io.jenkins.plugins.hummingbird.jenkins;

import hudson.AbortException;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.hummingbird.operation.Course;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * A freestyle build step: the step of the same name, for whose end the build's own thread waits. Its moves are made on
 * the pool, for Jenkins interrupts the build's thread to abort the build, and no move is interrupted: an abort cancels
 * what is under way before the build ends.
 */
public abstract class OperationBuilder extends Builder {
    /**
     * @return the step, with all parameters; named otherwise than the property {@code step} of a subclass, whose type
     *     decides which form is shown
     */
    abstract OperationStep operationStep();

    @Override
    public final boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        OperationStep step = operationStep();
        String id = step.newId();
        Owner owner = Owner.of(build);
        var environment = build.getEnvironment(listener);
        LiveOperation operation = new LiveOperation(LiveOperation.folder(build, id));
        operation.load(() -> step.operation(id, Instant.now(), environment));
        Workspace around = new BuildWorkspace(build, launcher, environment);
        CompletableFuture<Outcome> end = new CompletableFuture<>();
        Supplier<Next> move = () -> move(operation, end, owner, listener, around);
        Course course = new Course(OperationPool.get(), operation::host, OperationPool.asJenkins(move));
        Unfinished.add(id, owner, operation, course);
        operation.showIn(build, listener);
        course.wake();
        boolean aborted = false;
        while (!end.isDone()) {
            try {
                end.get();
            } catch (InterruptedException e) {
                aborted = true;
                operation.stop();
                course.wake();
            } catch (ExecutionException e) {
                throw new IOException("operation " + id + " cannot go on: " + e.getCause(), e.getCause());
            }
        }
        Unfinished.remove(id);
        Outcome outcome = end.join();
        LiveOperation.report(outcome, build, listener);
        if (outcome.kind() == Outcome.Kind.FAILED) {
            throw new AbortException(outcome.message());
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
        @Override
        @SuppressWarnings("rawtypes") // as BuildStepDescriptor has it
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }
    }
}
