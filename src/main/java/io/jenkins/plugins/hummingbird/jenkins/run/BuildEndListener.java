package io.jenkins.plugins.hummingbird.jenkins.run;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;

/** Sees builds that end, or are deleted, while an operation of theirs has not. */
@Extension
public final class BuildEndListener extends RunListener<Run<?, ?>> {
    @Override
    public void onCompleted(Run<?, ?> run, TaskListener listener) {
        PendingOperations.buildEnded(run);
    }

    @Override
    public void onDeleted(Run<?, ?> run) {
        PendingOperations.buildDeleted(run);
    }
}
