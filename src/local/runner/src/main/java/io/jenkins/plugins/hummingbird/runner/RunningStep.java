package io.jenkins.plugins.hummingbird.runner;

import hudson.model.Result;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import jenkins.local.LocalBuild;
import jenkins.local.LocalContext;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A step that runs, as the step sees it: what it may ask for, and where it says that it has ended. */
final class RunningStep extends LocalContext {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient CompletableFuture<Object> end = new CompletableFuture<>();

    RunningStep(String name, LocalBuild build, boolean node) {
        super(build, node);
        this.name = name;
    }

    /**
     * Runs the step to its end.
     *
     * @param abort is completed to abort the build: the step is told to stop, and ends when it will. One request stops one
     *     step; what stands in post runs all the same
     * @return the step's result; may be null
     * @throws Exception what it failed with
     */
    Object run(StepExecution execution, AtomicReference<CompletableFuture<Void>> abort) throws Exception {
        if (execution.start() && !end.isDone()) {
            throw new IllegalStateException(name + " says that it has ended, but neither with a success nor a failure");
        }
        CompletableFuture.anyOf(end, abort.get()).get();
        if (!end.isDone()) {
            abort.set(new CompletableFuture<>());
            execution.stop(new FlowInterruptedException(Result.ABORTED, new Signal()));
        }
        Object result = end.get();
        if (result instanceof Error error) {
            throw error;
        }
        if (result instanceof Exception exception) {
            throw exception;
        }
        return result;
    }

    private static final class Signal extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        @Override
        public String getShortDescription() {
            return "Aborted by a signal";
        }
    }

    /** @throws IllegalStateException when it is the second end: no Jenkins would take it well, and the build fails */
    @Override
    protected void ended(Object result) {
        if (!end.complete(result)) {
            IllegalStateException error = new IllegalStateException(name + " ended twice");
            setResult(Result.FAILURE);
            build().listener().error(error.getMessage());
            throw error;
        }
    }
}
