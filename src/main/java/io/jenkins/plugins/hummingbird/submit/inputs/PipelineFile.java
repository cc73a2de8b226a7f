package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.Pipeline;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.PipelineReading;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The pipeline in the operation's folder, and what CellProfiler says of it. */
public final class PipelineFile {
    private static final String READING = "pipeline-reading";

    private PipelineFile() {}

    /** @return what people call it, for messages */
    static String name(SubmitRequest request) {
        return request.pipeline.isEmpty() ? "pipelineText" : request.pipeline;
    }

    /**
     * @param folder the operation's
     * @return where the answer of {@code read-pipeline.sh} is kept
     */
    static Path readingFile(Path folder) {
        return folder.resolve(READING);
    }

    /**
     * @param folder the operation's
     * @return what the tasks' CellProfiler says of the pipeline; empty when it could not be asked
     */
    static Optional<PipelineReading> reading(Path folder) throws IOException {
        Path file = readingFile(folder);
        return Files.exists(file)
                ? Optional.of(PipelineReading.parse(Files.readString(file)))
                        .filter(reading -> reading.unread().isEmpty())
                : Optional.empty();
    }

    /**
     * Reads the pipeline as the tasks' CellProfiler writes it, where that is known: all settings then have the texts and
     * the order of today.
     *
     * @param folder the operation's
     */
    public static Pipeline read(SubmitRequest request, Path folder) throws IOException, OperationException {
        Optional<PipelineReading> reading = reading(folder);
        if (reading.isPresent() && !reading.get().pipeline().isEmpty()) {
            return Pipeline.parse(name(request), reading.get().pipeline());
        }
        // what is not UTF-8 in it, such as a note, does not matter here
        String text = new String(Files.readAllBytes(folder.resolve(SubmissionFiles.PIPELINE)), StandardCharsets.UTF_8);
        return Pipeline.parse(name(request), text);
    }
}
