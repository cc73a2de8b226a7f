package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies what comes from the workspace into the operation's folder: no later move needs the node. */
final class ReadInputs implements Part {
    /** The pipeline in the operation's folder and in the submission's. */
    static final String PIPELINE = "pipeline.cppipe";

    /** The image table as it was given or made. */
    static final String TABLE = "images.csv";

    @Override
    public Next move(Submission submission, SubmitContext context) throws IOException, OperationException {
        SubmitRequest request = submission.request();
        request.check();
        context.log("submission " + submission.id() + " to " + submission.host());
        Path pipeline = context.folder().resolve(PIPELINE);
        if (!request.pipelineText.isEmpty()) {
            Files.writeString(pipeline, request.pipelineText);
        } else if (!request.pipelineOnHeadNode()) {
            context.copyFromWorkspace(request.pipeline, pipeline, Limits.PIPELINE);
        }
        Path table = context.folder().resolve(TABLE);
        if (!request.dataFileText.isEmpty()) {
            Files.writeString(table, request.dataFileText);
        } else if (!request.dataFile.isEmpty() && !request.tableOnHeadNode()) {
            context.copyFromWorkspace(request.dataFile, table, Limits.IMAGE_TABLE);
        }
        return submission.goOn(Phase.FIND_HEAD_NODE);
    }
}
