package io.jenkins.plugins.hummingbird.submit.tasks;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.ssh.remote.RemoteFiles;
import io.jenkins.plugins.hummingbird.submit.board.GroupMarks;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.RetryRemedy;
import io.jenkins.plugins.hummingbird.submit.board.Round;
import io.jenkins.plugins.hummingbird.submit.board.TaskBoard;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
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
public final class RetryTasks implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    /** What is tried again with more and more memory ends somewhere. */
    private static final int LARGEST_FACTOR = 8;

    private static final int PART_TRIED_FIRST = 10;

    private final TaskKind kind;

    /** @param kind whose tasks are tried again */
    public RetryTasks(TaskKind kind) {
        this.kind = kind;
    }

    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        Path folder = kind.folder(context.folder());
        TaskBoard board = kind.board(submission);
        Round ended = board.round(folder);
        int[] retries = GroupMarks.retries(folder, board.states.size(), board.roundNumber());
        List<Round.Task> failed = tasks(board, submission.request().retries, ended, retries);
        boolean allAlike = failed.size() > 1 && board.cause.isKnown() && allFailed(board, ended);
        List<Round.Task> first = allAlike ? aTenth(failed) : failed;
        int helped = leastFactorThatHelped(board, ended);
        // the state is changed when nothing can break off any more
        List<Round.Task> tasks = new ArrayList<>(first);
        boolean others = helped > 0 || board.heldBack.size() > 0 && !board.cause.isKnown();
        if (others) {
            tasks.addAll(board.heldBack.tasks(Math.max(1, helped)));
        }
        if (tasks.isEmpty()) {
            sayWhatIsHeldBack(board, context);
            return PhaseResult.done();
        }
        Round next = Round.of(board.roundNumber() + 1, tasks);
        next.write(folder);
        new RemoteFiles(context.headNode(submission))
                .upload(folder.resolve(next.file()), kind.remoteFolder(submission) + "/" + next.file());

        // from here on nobody is asked any more, and nothing can break off
        int retry = 1
                + tasks.stream()
                        .mapToInt(task -> retries[task.group() - 1])
                        .max()
                        .orElse(0);
        context.log(sentence(board, submission.request().retries, tasks, retry)
                + why(allAlike, tasks.size() > first.size(), helped > 0, ended));
        if (others) {
            board.heldBack.clear();
        }
        if (allAlike) {
            Set<Integer> now = groups(first);
            board.heldBack.add(
                    failed.stream().filter(task -> !now.contains(task.group())).toList());
        }
        begin(board, next, tasks);
        return PhaseResult.goTo(kind.submitting());
    }

    private static void begin(TaskBoard board, Round next, List<Round.Task> tasks) {
        Set<Integer> groups = groups(tasks);
        GroupState[] states = board.states.all();
        groups.forEach(group -> states[group - 1] = GroupState.WAITING);
        board.states.set(states);
        board.failures.remove(groups);
        board.remedies.clear();
        board.begin(next);
    }

    private static Set<Integer> groups(List<Round.Task> tasks) {
        return tasks.stream().map(Round.Task::group).collect(Collectors.toSet());
    }

    /** What may help, for each group of the round that something may help and that may be tried again. */
    private static List<Round.Task> tasks(TaskBoard board, int most, Round ended, int[] retries) {
        List<Round.Task> tasks = new ArrayList<>();
        for (int line = 1; line <= ended.size(); line++) {
            int group = ended.group(line);
            RetryRemedy remedy = board.remedies.get(group);
            if (remedy != null && retries[group - 1] < most) {
                int factor = ended.factor(line) * (remedy == RetryRemedy.MORE_MEMORY ? 2 : 1);
                tasks.add(new Round.Task(group, Math.min(factor, LARGEST_FACTOR)));
            }
        }
        return tasks;
    }

    private static boolean allFailed(TaskBoard board, Round ended) {
        return IntStream.rangeClosed(1, ended.size())
                .allMatch(line -> board.states.get(ended.group(line)) == GroupState.FAILED);
    }

    /** A tenth of them and at least one, spread over all: the reason may lie in some of them. */
    private static List<Round.Task> aTenth(List<Round.Task> tasks) {
        int count = Math.max(1, tasks.size() / PART_TRIED_FIRST);
        return IntStream.range(0, count)
                .mapToObj(i -> tasks.get((int) ((long) i * tasks.size() / count)))
                .toList();
    }

    /** How many times the memory the groups of the round had that completed, at least; 0 when none did. */
    private static int leastFactorThatHelped(TaskBoard board, Round ended) {
        return IntStream.rangeClosed(1, ended.size())
                .filter(line -> board.states.get(ended.group(line)) == GroupState.COMPLETED)
                .map(ended::factor)
                .min()
                .orElse(0);
    }

    private void sayWhatIsHeldBack(TaskBoard board, SubmitContext context) {
        int count = board.heldBack.size();
        if (count > 0) {
            context.log(kind.count(count)
                    + " not tried again: it helped none of those that had failed for the same reason");
            board.heldBack.clear();
        }
    }

    private String sentence(TaskBoard board, int most, List<Round.Task> tasks, int retry) {
        long moreMemory = tasks.stream().filter(task -> task.factor() > 1).count();
        return kind.count(tasks.size()) + " tried again (retry " + retry
                + " of " + most + ")"
                + (moreMemory > 0 ? ", " + moreMemory + " with twice the memory" : "")
                + (board.badNodes.isEmpty() ? "" : ", not on " + String.join(", ", board.badNodes) + ", which failed");
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
