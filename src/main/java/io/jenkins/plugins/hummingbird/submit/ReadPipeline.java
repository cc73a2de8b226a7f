package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.cellprofiler.CellProfilerCommand;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.PipelineReading;
import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
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
final class ReadPipeline implements Part {
    @Override
    public Next move(Submission submission, SubmitContext context) throws IOException, OperationException {
        SubmitRequest request = submission.request();
        Path folder = context.folder();
        CellProfilerCommand command = CellProfilerCommand.parse(request.cellprofiler);
        HeadNodeLook look = HeadNodeLook.read(submission, folder);
        List<String> words = command.upToCellProfiler();
        if (words.size() > 1 || words.size() == 1 && look.knowsPython()) {
            Listing listing = Listing.of(submission, context, "pipeline");
            if (!listing.isWhole(context)) {
                return listing.move(
                        submission,
                        context,
                        "the reading of the pipeline by CellProfiler",
                        RemoteScripts.READ_PIPELINE,
                        arguments(submission, words),
                        () -> Files.readAllBytes(folder.resolve(ReadInputs.PIPELINE)),
                        Limits.PIPELINE_READING);
            }
            listing.end(submission.headNode(context));
            Files.move(
                    listing.file(context),
                    PipelineFile.readingFile(folder),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            submission.listing = null;
            tell(submission, context, words);
        }
        LintPipeline.check(submission, context, command, look);
        return submission.goOn(request.tableFromNames() || request.fileLists() ? Phase.LIST_IMAGES : Phase.MAKE_PLAN);
    }

    private static List<String> arguments(Submission submission, List<String> words) {
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

    private static void tell(Submission submission, SubmitContext context, List<String> words) throws IOException {
        PipelineReading reading = PipelineReading.parse(Files.readString(PipelineFile.readingFile(context.folder())));
        context.log(
                reading.unread().isEmpty()
                        ? "CellProfiler " + reading.version() + " on " + submission.host() + " has read the pipeline"
                        : "CellProfiler on " + submission.host() + " could not be asked about the pipeline ("
                                + String.join(" ", words) + ": " + reading.unread()
                                + "); what is said of it is what CellProfiler 4.2.8.1 would do");
    }
}
