package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies what comes from the workspace into the operation's folder: no later move needs the node. */
public final class ReadInputs implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        SubmitRequest request = submission.request();
        request.check();
        context.log("submission " + submission.id() + " to " + submission.host());
        Path pipeline = context.folder().resolve(SubmissionFiles.PIPELINE);
        if (!request.pipelineText.isEmpty()) {
            Files.writeString(pipeline, request.pipelineText);
        } else if (!request.pipelineOnHeadNode()) {
            context.copyFromWorkspace(request.pipeline, pipeline, Limits.PIPELINE);
        }
        Path table = context.folder().resolve(SubmissionFiles.TABLE);
        if (!request.dataFileText.isEmpty()) {
            Files.writeString(table, request.dataFileText);
        } else if (!request.dataFile.isEmpty() && !request.tableOnHeadNode() && !request.tableInS3()) {
            context.copyFromWorkspace(request.dataFile, table, Limits.IMAGE_TABLE);
        }
        return PhaseResult.done();
    }
}
