package io.jenkins.plugins.hummingbird.submit.tasks;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.ssh.remote.RemoteFiles;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.state.GroupMarks;
import io.jenkins.plugins.hummingbird.submit.state.GroupState;
import io.jenkins.plugins.hummingbird.submit.state.RetryRemedy;
import io.jenkins.plugins.hummingbird.submit.state.Round;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * When all tasks of a round have ended: makes the next one of the groups that may do better, if there is one. Where all
 * groups of the round failed for one reason that is not their nodes', most likely all would fail again: then a tenth of
 * them is tried first, and the others when one of that completes.
 */
public final class RetryGroups implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    /** What is tried again with more and more memory ends somewhere. */
    private static final int LARGEST_FACTOR = 8;

    private static final int PART_TRIED_FIRST = 10;

    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        Path folder = context.folder();
        Round ended = submission.round(folder);
        int[] retries = GroupMarks.retries(folder, submission.states.size(), submission.roundNumber());
        List<Round.Task> failed = tasks(submission, ended, retries);
        boolean allAlike = failed.size() > 1 && submission.cause.isKnown() && allFailed(submission, ended);
        List<Round.Task> first = allAlike ? aTenth(failed) : failed;
        int helped = leastFactorThatHelped(submission, ended);
        // the state is changed when nothing can break off any more
        List<Round.Task> tasks = new ArrayList<>(first);
        boolean others = helped > 0 || submission.heldBack.size() > 0 && !submission.cause.isKnown();
        if (others) {
            tasks.addAll(submission.heldBack.tasks(Math.max(1, helped)));
        }
        if (tasks.isEmpty()) {
            sayWhatIsHeldBack(submission, context);
            return PhaseResult.done();
        }
        Round next = Round.of(submission.roundNumber() + 1, tasks);
        next.write(folder);
        new RemoteFiles(context.headNode(submission))
                .upload(folder.resolve(next.file()), submission.remoteFolder() + "/" + next.file());

        // from here on nobody is asked any more, and nothing can break off
        int retry = 1
                + tasks.stream()
                        .mapToInt(task -> retries[task.group() - 1])
                        .max()
                        .orElse(0);
        context.log(sentence(submission, tasks, retry) + why(allAlike, tasks.size() > first.size(), helped > 0, ended));
        if (others) {
            submission.heldBack.clear();
        }
        if (allAlike) {
            Set<Integer> now = groups(first);
            submission.heldBack.add(
                    failed.stream().filter(task -> !now.contains(task.group())).toList());
        }
        begin(submission, next, tasks);
        return PhaseResult.goTo(SubmitPhase.SUBMIT);
    }

    private static void begin(SubmissionState submission, Round next, List<Round.Task> tasks) {
        Set<Integer> groups = groups(tasks);
        GroupState[] states = submission.states.all();
        groups.forEach(group -> states[group - 1] = GroupState.WAITING);
        submission.states.set(states);
        submission.failures.remove(groups);
        submission.remedies.clear();
        submission.begin(next);
    }

    private static Set<Integer> groups(List<Round.Task> tasks) {
        return tasks.stream().map(Round.Task::group).collect(Collectors.toSet());
    }

    /** What may help, for each group of the round that something may help and that may be tried again. */
    private static List<Round.Task> tasks(SubmissionState submission, Round ended, int[] retries) {
        List<Round.Task> tasks = new ArrayList<>();
        for (int line = 1; line <= ended.size(); line++) {
            int group = ended.group(line);
            RetryRemedy remedy = submission.remedies.get(group);
            if (remedy != null && retries[group - 1] < submission.request().retries) {
                int factor = ended.factor(line) * (remedy == RetryRemedy.MORE_MEMORY ? 2 : 1);
                tasks.add(new Round.Task(group, Math.min(factor, LARGEST_FACTOR)));
            }
        }
        return tasks;
    }

    private static boolean allFailed(SubmissionState submission, Round ended) {
        return IntStream.rangeClosed(1, ended.size())
                .allMatch(line -> submission.states.get(ended.group(line)) == GroupState.FAILED);
    }

    /** A tenth of them and at least one, spread over all: the reason may lie in some of them. */
    private static List<Round.Task> aTenth(List<Round.Task> tasks) {
        int count = Math.max(1, tasks.size() / PART_TRIED_FIRST);
        return IntStream.range(0, count)
                .mapToObj(i -> tasks.get((int) ((long) i * tasks.size() / count)))
                .toList();
    }

    /** How many times the memory the groups of the round had that completed, at least; 0 when none did. */
    private static int leastFactorThatHelped(SubmissionState submission, Round ended) {
        return IntStream.rangeClosed(1, ended.size())
                .filter(line -> submission.states.get(ended.group(line)) == GroupState.COMPLETED)
                .map(ended::factor)
                .min()
                .orElse(0);
    }

    private static void sayWhatIsHeldBack(SubmissionState submission, SubmitContext context) {
        int count = submission.heldBack.size();
        if (count > 0) {
            context.log(count + (count == 1 ? " group is" : " groups are")
                    + " not tried again: it helped none of those that had failed for the same reason");
            submission.heldBack.clear();
        }
    }

    private static String sentence(SubmissionState submission, List<Round.Task> tasks, int retry) {
        long moreMemory = tasks.stream().filter(task -> task.factor() > 1).count();
        return tasks.size() + (tasks.size() == 1 ? " group is" : " groups are") + " tried again (retry " + retry
                + " of " + submission.request().retries + ")"
                + (moreMemory > 0 ? ", " + moreMemory + " with twice the memory" : "")
                + (submission.badNodes.isEmpty()
                        ? ""
                        : ", not on " + String.join(", ", submission.badNodes) + ", which failed");
    }

    private static String why(boolean allAlike, boolean others, boolean helped, Round ended) {
        if (allAlike) {
            return ": all " + ended.size() + " failed for the same reason; the others follow if one of these completes";
        }
        if (others) {
            return helped
                    ? ": it has helped one that had failed for the same reason"
                    : ": those that were tried first failed for another reason, which is their node's";
        }
        return "";
    }
}
