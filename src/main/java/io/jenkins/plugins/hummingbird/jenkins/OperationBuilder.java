package io.jenkins.plugins.hummingbird.jenkins;

import hudson.AbortException;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.model.Result;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import java.io.IOException;
import java.time.Instant;

/**
 * A freestyle build step: the step of the same name, run to its end on the build's own thread. An abort cancels what is
 * under way before the build ends.
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
        Unfinished.add(id, owner, operation, null);
        boolean interrupted = false;
        Next next = operation.move(owner, listener, build::getWorkspace);
        while (!next.over()) {
            try {
                Thread.sleep(next.delay().toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
                operation.stop();
            }
            next = operation.move(owner, listener, build::getWorkspace);
        }
        Unfinished.remove(id);
        end(operation.outcome(), build, listener);
        if (interrupted) {
            throw new InterruptedException();
        }
        return true;
    }

    private static void end(Outcome outcome, AbstractBuild<?, ?> build, BuildListener listener) throws AbortException {
        switch (outcome.kind()) {
            case DONE -> {}
            case UNSTABLE -> {
                listener.getLogger().println("[hummingbird] WARNING: " + outcome.message());
                build.setResult(Result.UNSTABLE);
            }
            case STOPPED -> {
                if (!outcome.message().isEmpty()) {
                    listener.error("[hummingbird] " + outcome.message());
                }
            }
            case FAILED -> throw new AbortException(outcome.message());
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
