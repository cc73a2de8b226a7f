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
    public Next move(Submission submission, SubmitSurroundings around) throws IOException, OperationException {
        SubmitRequest request = submission.request();
        request.check();
        around.log("submission " + submission.id() + " to " + submission.host());
        Path pipeline = around.folder().resolve(PIPELINE);
        if (!request.pipelineText.isEmpty()) {
            Files.writeString(pipeline, request.pipelineText);
        } else if (!request.pipelineOnHeadNode()) {
            around.copyFromWorkspace(request.pipeline, pipeline, Limits.PIPELINE);
        }
        Path table = around.folder().resolve(TABLE);
        if (!request.dataFileText.isEmpty()) {
            Files.writeString(table, request.dataFileText);
        } else if (!request.dataFile.isEmpty() && !request.tableOnHeadNode()) {
            around.copyFromWorkspace(request.dataFile, table, Limits.IMAGE_TABLE);
        }
        return submission.goOn(Phase.FIND_HEAD_NODE);
    }
}
