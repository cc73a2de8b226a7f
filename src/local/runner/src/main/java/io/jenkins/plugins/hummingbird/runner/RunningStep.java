package io.jenkins.plugins.hummingbird.runner;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.model.Result;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A step that runs, as the step sees it: what it may ask for, and where it says that it has ended. */
final class RunningStep extends StepContext {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient BuildContext build;
    private final transient CompletableFuture<Object> end = new CompletableFuture<>();

    RunningStep(String name, BuildContext build) {
        this.name = name;
        this.build = build;
    }

    /** Waits for the step's end and returns its result; throws what it failed with. */
    Object await() throws Exception {
        try {
            return end.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    boolean hasEnded() {
        return end.isDone();
    }

    /** @throws IllegalStateException when it is the second end: no Jenkins would take it well, and the build fails */
    @Override
    public void onSuccess(@Nullable Object result) {
        ended(end.complete(result));
    }

    /** @throws IllegalStateException as {@link #onSuccess} does */
    @Override
    public void onFailure(@NonNull Throwable cause) {
        ended(end.completeExceptionally(cause));
    }

    private void ended(boolean first) {
        if (!first) {
            IllegalStateException error = new IllegalStateException(name + " ended twice");
            build.reportError(error);
            throw error;
        }
    }

    /** @return null for what this build does not have, such as a workspace outside of an agent */
    @Override
    public <T> T get(Class<T> key) {
        return build.get(key);
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public ListenableFuture<Void> saveState() {
        return Futures.immediateFuture(null);
    }

    @Override
    public void setResult(Result result) {
        build.build().setResult(result);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
