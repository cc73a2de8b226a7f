package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.board.GroupFailure;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.GroupStates;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.measurements.MeasurementSummary;
import io.jenkins.plugins.hummingbird.submit.results.Artifacts;
import io.jenkins.plugins.hummingbird.submit.results.StepResult;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import io.jenkins.plugins.hummingbird.submit.tasks.FailureSentence;
import io.jenkins.plugins.hummingbird.submit.tasks.GroupTasks;
import io.jenkins.plugins.hummingbird.submit.usage.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of the groups of a submission that ends before all of them have: the records of the tasks are read once
 * more when these are cancelled, what completed is listed, and what is known becomes artifacts.
 */
final class BreakOff {
    private BreakOff() {}

    /** Takes in what the records say that were read last. */
    static void judge(SubmissionState submission, Path folder) throws IOException {
        Map<Integer, GroupRecord> records = SubmissionFiles.records(folder);
        GroupState[] states = states(submission, folder);
        FailureSentence sentences = new FailureSentence(new GroupTasks(), submission.request());
        Set<Integer> skipped = SubmissionFiles.skipped(folder).keySet();
        records.forEach((group, record) -> {
            GroupState state = states[group - 1];
            if (record.completed() && !state.published()) {
                states[group - 1] = skipped.contains(group) ? GroupState.SKIPPED : GroupState.COMPLETED;
                submission.groupTasks.failures.remove(Set.of(group));
            } else if (!state.ended() && record.failed() && record.ofRound(submission.groupTasks.roundNumber())) {
                states[group - 1] = GroupState.FAILED;
                submission.groupTasks.failures.add(new GroupFailure(group, sentences.recorded(record)));
            }
        });
        submission.groupTasks.states.set(states);
    }

    /** The states of all groups; one that was only to be measured again is skipped. */
    private static GroupState[] states(SubmissionState submission, Path folder) throws IOException {
        GroupState[] states = submission.groupTasks.states.all();
        Set<Integer> copiedAgain = SubmissionFiles.copiedAgain(folder);
        for (int group : SubmissionFiles.skipped(folder).keySet()) {
            if (copiedAgain.contains(group)) {
                continue;
            }
            states[group - 1] = states[group - 1].ended() ? states[group - 1] : GroupState.SKIPPED;
        }
        return states;
    }

    /** Writes down how it ended, when that is certain. */
    static void conclude(SubmissionState submission, String status, Outcome outcome, SubmitContext context)
            throws IOException, OperationException {
        if (submission.ending.archived || !submission.isPast(SubmitPhase.CHOOSE_SAMPLE)) {
            return;
        }
        if (submission.groupTasks.states == null) {
            submission.groupTasks.states =
                    new GroupStates(submission.plan(context.folder()).groups().size());
        }
        submission.ending.stopped = outcome.kind() == Outcome.Kind.STOPPED;
        GroupState[] states = states(submission, context.folder());
        for (int i = 0; i < states.length; i++) {
            states[i] = states[i].ended() ? states[i] : GroupState.CANCELLED;
        }
        submission.groupTasks.states.set(states);
        Plan plan = submission.plan(context.folder());
        Usage usage = Usage.count(submission, context.folder(), context.now());
        Map<String, Object> summary =
                StepResult.of(submission, MeasurementSummary.read(plan, context.folder()), usage, context);
        summary.put("status", status);
        summary.put("message", outcome.message());
        context.log(Artifacts.archive(submission, context, summary));
        if (!submission.groupTasks.arrays.isEmpty()) {
            context.log((submission.ending.isCancelled() ? "cancelled: nothing of it is left in Slurm; " : "given up: ")
                    + submission.groupTasks.states.count(GroupState.COMPLETED) + " of " + states.length
                    + (submission.ending.isCancelled()
                            ? " groups were completed, and stay"
                            : " groups are known to be completed, and stay"));
        }
    }
}
