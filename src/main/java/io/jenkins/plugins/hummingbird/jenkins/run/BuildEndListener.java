package io.jenkins.plugins.hummingbird.jenkins.run;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;

/** Notices builds that end, or are deleted, before one of their operations has ended. */
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
