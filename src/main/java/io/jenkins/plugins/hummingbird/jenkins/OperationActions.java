package io.jenkins.plugins.hummingbird.jenkins;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.hummingbird.jenkins.run.BuildLog;
import io.jenkins.plugins.hummingbird.jenkins.run.LiveOperation;
import io.jenkins.plugins.hummingbird.jenkins.run.OperationDescription;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.submit.Submission;

/** Adds to a build what shows an operation on its page. */
final class OperationActions {
    private OperationActions() {}

    /** Adds it unless the build has it, or that kind of operation is not shown; the log of a new operation links to it. */
    static void add(LiveOperation live, Run<?, ?> run, TaskListener listener) {
        Operation<?> operation = live.operation();
        if (operation instanceof Submission) {
            new SubmissionAction(operation.id()).addTo(run);
        } else if (OperationDescription.view(operation) != null) {
            new OperationAction(operation.id()).addTo(run);
        }
        String link = OperationDescription.link(operation, run);
        if (link != null && !live.saved()) {
            BuildLog.printLink(listener, link);
        }
    }
}
