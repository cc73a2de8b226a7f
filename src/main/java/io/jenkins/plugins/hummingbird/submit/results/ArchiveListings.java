package io.jenkins.plugins.hummingbird.submit.results;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.GroupStates;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.measurements.MeasurementSummary;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import io.jenkins.plugins.hummingbird.submit.tables.MergedTables;
import io.jenkins.plugins.hummingbird.submit.usage.Usage;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the listings artifacts of the build and ends the submission. */
public final class ArchiveListings implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        Plan plan = submission.plan(context.folder());
        MeasurementSummary measurements = MeasurementSummary.read(plan, context.folder());
        Usage usage = Usage.count(submission, context.folder(), context.now());
        Map<String, Object> result = StepResult.of(submission, measurements, usage, context);
        String artifacts = Artifacts.archive(submission, context, result);
        GroupStates states = submission.groupTasks.states;
        int bad = states.count(GroupState.FAILED) + states.count(GroupState.LOST);
        Collection<GroupRecord> records =
                SubmissionFiles.records(context.folder()).values();
        new ClosingTable(submission, plan, records, MergedTables.read(context.folder()), usage, context.now())
                .lines()
                .forEach(context::log);
        measurements.lines().forEach(context::log);
        if (submission.forecast != null) {
            context.log(submission.forecast.words());
        }
        context.log(artifacts);
        String tables = tables(MergedTables.failures(submission, context.folder()));
        if (bad <= submission.request().maxFailed && tables.isEmpty()) {
            return PhaseResult.end(result);
        }
        String why = bad <= submission.request().maxFailed
                ? tables.substring(0, 1).toUpperCase(Locale.ROOT) + tables.substring(1) + "."
                : groups(bad, submission, context) + (tables.isEmpty() ? "" : " Also, " + tables + ".");
        if (submission.request().onFailed.equals(SubmitRequest.UNSTABLE)) {
            return PhaseResult.endUnstable(why, result);
        }
        throw new OperationException(why);
    }

    /** What is wrong with the tables, without its full stop; empty for nothing. */
    private static String tables(List<String> failures) {
        return failures.isEmpty()
                ? ""
                : "not all tables were merged: " + failures.get(0)
                        + (failures.size() == 1
                                ? ""
                                : "; and " + (failures.size() - 1) + " more, see failedTables in summary.json");
    }

    private static String groups(int bad, SubmissionState submission, SubmitContext context) throws IOException {
        return bad + " of " + submission.groupTasks.states.size() + " groups failed or were lost, more than maxFailed ("
                + submission.request().maxFailed + "): "
                + names(StepResult.failedGroups(submission, context), 5)
                + ". groups.csv among the artifacts has the reasons.";
    }

    private static String names(List<String> names, int most) {
        return String.join("; ", names.subList(0, Math.min(most, names.size()))) + (names.size() > most ? "; ..." : "");
    }
}
