package io.jenkins.plugins.hummingbird.submit.tables;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.inputs.PipelineFile;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.PublishedAttempts;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Divides the groups into sets and writes what the tasks need that merge their tables. The attempts that count are known by
 * then: a later submission may publish others meanwhile, and these are not read.
 */
public final class PlanTables implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        Path folder = context.folder();
        Plan plan = submission.plan(folder);
        Files.createDirectories(TableFiles.folder(folder));
        List<String> own = PipelineFile.read(submission.request(), folder).groupingKeys();
        GroupLines lines = new GroupLines(
                plan,
                WholeRun.of(plan, own, submission.request().slice, folder),
                PublishedAttempts.of(submission, folder),
                submission.outputFolder() + "/.hummingbird/results");
        List<TableSet> sets = TableSets.make(submission, folder, context::log);
        new TableFiles(folder)
                .write(submission.request(), sets, sets.stream().map(lines::of).toList());
        return PhaseResult.done();
    }
}
