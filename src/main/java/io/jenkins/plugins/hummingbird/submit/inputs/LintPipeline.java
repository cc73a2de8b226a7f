package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.cellprofiler.CellProfilerCommand;
import io.jenkins.plugins.hummingbird.cellprofiler.Finding;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.ModuleNames;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.Pipeline;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.PipelineLint;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.PipelineReading;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.headnode.HeadNodeLook;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what is wrong with pipeline, command and place before anything is submitted, all of it at once. */
final class LintPipeline {
    private LintPipeline() {}

    /**
     * Logs the warnings.
     *
     * @throws OperationException when there is an error; the message names all
     */
    static void check(SubmissionState submission, SubmitContext context, CellProfilerCommand command, HeadNodeLook look)
            throws IOException, OperationException {
        SubmitRequest request = submission.request();
        String name = PipelineFile.name(request);
        List<Finding> findings = new ArrayList<>(command.findings());
        ofPipeline(request, context.folder(), look.modules())
                .forEach(finding -> findings.add(new Finding(finding.severity(), name + ": " + finding.text())));
        findings.addAll(look.space());
        for (Finding finding : findings) {
            if (!finding.isError()) {
                context.log("WARNING: " + finding.text() + ".");
            }
        }
        String errors =
                findings.stream().filter(Finding::isError).map(Finding::text).collect(Collectors.joining("; "));
        if (!errors.isEmpty()) {
            throw new OperationException("The submission cannot start: " + errors + ".");
        }
    }

    private static List<Finding> ofPipeline(SubmitRequest request, Path folder, ModuleNames modules)
            throws IOException, OperationException {
        Optional<PipelineReading> reading = PipelineFile.reading(folder);
        if (reading.isPresent() && !reading.get().errors().isEmpty()) {
            return PipelineLint.ofUnreadable(modules, reading.get());
        }
        Pipeline pipeline = PipelineFile.read(request, folder);
        boolean fileLists = request.fileLists() && pipeline.loadData().isEmpty();
        return PipelineLint.of(pipeline, modules, !request.expectedPatterns().isEmpty(), fileLists);
    }
}
