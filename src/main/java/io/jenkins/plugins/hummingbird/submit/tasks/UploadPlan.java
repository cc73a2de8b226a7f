package io.jenkins.plugins.hummingbird.submit.tasks;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.ssh.remote.RemoteFiles;
import io.jenkins.plugins.hummingbird.submit.headnode.ActiveEntry;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.inputs.TaskFiles;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Copies what the tasks need to the shared file system, and says there that the submission is not over. */
public final class UploadPlan implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        SubmitRequest request = submission.request();
        RemoteFiles files = new RemoteFiles(context.headNode(submission));
        List<Path> all = new ArrayList<>(new TaskFiles(context.folder()).all(request));
        all.add(context.folder()
                .resolve(submission.groupTasks.round(context.folder()).file()));
        for (Path file : all) {
            files.upload(file, submission.remoteFolder() + "/" + file.getFileName());
        }
        ActiveEntry.write(
                submission,
                context.headNode(submission),
                submission.plan(context.folder()),
                SubmissionFiles.skipped(context.folder()));
        return PhaseResult.done();
    }
}
