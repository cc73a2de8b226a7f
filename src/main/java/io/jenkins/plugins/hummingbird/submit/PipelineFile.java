package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.cellprofiler.Pipeline;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pipeline in the operation's folder. */
final class PipelineFile {
    private PipelineFile() {}

    /** @return what people call it, for messages */
    static String name(SubmitRequest request) {
        return request.pipeline.isEmpty() ? "pipelineText" : request.pipeline;
    }

    /** @param folder the operation's */
    static Pipeline read(SubmitRequest request, Path folder) throws IOException, OperationException {
        // what is not UTF-8 in it, such as a note, does not matter here
        String text = new String(Files.readAllBytes(folder.resolve(ReadInputs.PIPELINE)), StandardCharsets.UTF_8);
        return Pipeline.parse(name(request), text);
    }
}
