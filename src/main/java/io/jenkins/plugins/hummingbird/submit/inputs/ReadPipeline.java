package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.cellprofiler.CellProfilerCommand;
import io.jenkins.plugins.hummingbird.cellprofiler.names.PresetChoice;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.PipelineReading;
import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.submit.headnode.HeadNodeLook;
import io.jenkins.plugins.hummingbird.submit.headnode.Listing;
import io.jenkins.plugins.hummingbird.submit.headnode.ListingPhase;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitCheck;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the tasks' CellProfiler read the pipeline, where the head node has it and knows its Python: its word decides. Then
 * says what is wrong with the pipeline.
 */
public final class ReadPipeline extends ListingPhase {
    @Override
    protected Listing listing(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        Path folder = context.folder();
        List<String> words = command(submission).upToCellProfiler();
        boolean known = words.size() > 1
                || words.size() == 1 && HeadNodeLook.read(submission, folder).knowsPython();
        return known
                ? new Listing(
                        "pipeline",
                        "the reading of the pipeline by CellProfiler",
                        RemoteScripts.READ_PIPELINE,
                        arguments(submission, words),
                        () -> Files.readAllBytes(folder.resolve(SubmissionFiles.PIPELINE)),
                        Limits.PIPELINE_READING)
                : null;
    }

    private static CellProfilerCommand command(SubmissionState submission) throws OperationException {
        return CellProfilerCommand.parse(submission.request().cellprofiler);
    }

    @Override
    protected PhaseResult<SubmitPhase> take(Path file, SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        CellProfilerCommand command = command(submission);
        Path folder = context.folder();
        if (file != null) {
            Files.copy(file, PipelineFile.readingFile(folder), StandardCopyOption.REPLACE_EXISTING);
            tell(submission, context, command.upToCellProfiler());
        }
        LintPipeline.check(submission, context, command, HeadNodeLook.read(submission, folder));
        decideOnTable(submission, context);
        return PhaseResult.done();
    }

    /** Where no image table is given, the pipeline says whether one is made of the names of files. */
    private static void decideOnTable(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        SubmitRequest request = submission.request();
        if (!request.fileLists()) {
            return;
        }
        if (PipelineFile.read(request, context.folder()).loadData().isEmpty()) {
            SubmitCheck.withoutTable(request);
            return;
        }
        submission.foundPattern = PresetChoice.AUTO;
        context.log(
                "The pipeline has LoadData, and no image table is given: it is made of the names of the files below "
                        + request.imageFolder() + ", as by imagePattern: '" + PresetChoice.AUTO + "'");
    }

    private static List<String> arguments(SubmissionState submission, List<String> words) {
        SubmitRequest request = submission.request();
        List<String> arguments = new ArrayList<>(List.of(
                RemoteScripts.FIND_PYTHON.text(),
                RemoteScripts.PIPELINE_READER.text(),
                submission.outputFolder(),
                request.images,
                request.pluginsDirectory,
                submission.request().taskHome()));
        arguments.addAll(words);
        return arguments;
    }

    private static void tell(SubmissionState submission, SubmitContext context, List<String> words) throws IOException {
        PipelineReading reading = PipelineReading.parse(Files.readString(PipelineFile.readingFile(context.folder())));
        context.log(
                reading.unread().isEmpty()
                        ? "CellProfiler " + reading.version() + " on " + submission.host() + " has read the pipeline"
                        : "CellProfiler on " + submission.host() + " could not be asked about the pipeline ("
                                + String.join(" ", words) + ": " + reading.unread()
                                + "); what is said of it is what CellProfiler 4.2.8.1 would do");
    }
}
