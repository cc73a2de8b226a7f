package io.jenkins.plugins.hummingbird.submit.tasks;

import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import io.jenkins.plugins.hummingbird.submit.board.CommonCause;
import io.jenkins.plugins.hummingbird.submit.board.GroupFailure;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.RetryRemedy;
import io.jenkins.plugins.hummingbird.submit.board.TaskBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one look at Slurm and at the status records says of all groups. It changes nothing until it is applied, so that
 * a look that breaks off half-way is as if it had not been.
 */
final class Judgement {
    private final GroupState[] states;
    private final List<GroupFailure> failures = new ArrayList<>();
    private final Map<Integer, Instant> goneSince = new LinkedHashMap<>();
    private final Map<Integer, RetryRemedy> remedies = new LinkedHashMap<>();
    private final Set<String> badNodes = new LinkedHashSet<>();
    private final List<String> causes = new ArrayList<>();
    private final int round;
    private final List<Integer> begun;
    private final EarlierResults earlier;

    /**
     * @param begun the groups that are judged
     * @param earlier those of them that are done already; counts only for those that have ended
     * @param queue what Slurm knows, by group
     * @param records the status records of the groups that are in Slurm's hands no more
     */
    Judgement(
            TaskBoard board,
            FailureSentence sentences,
            Instant now,
            List<Integer> begun,
            EarlierResults earlier,
            Map<Integer, QueuedTask> queue,
            Map<Integer, GroupRecord> records) {
        states = board.states.all();
        round = board.roundNumber();
        this.begun = begun;
        this.earlier = earlier;
        for (int group : begun) {
            Instant since = board.goneSince.getOrDefault(group, now);
            judge(sentences, group, now, since, queue.get(group), ofThisRound(records.get(group)));
            if (isSkipped(group)) {
                states[group - 1] = GroupState.SKIPPED;
            }
        }
    }

    private boolean isSkipped(int group) {
        GroupState state = states[group - 1];
        return earlier.done().contains(group) && state.ended()
                || earlier.copied().contains(group) && state == GroupState.COMPLETED;
    }

    /**
     * A record of an earlier round says only that the task of this one has not begun; unless it was completed after that
     * round was over, by a task that Slurm had lost.
     */
    private GroupRecord ofThisRound(GroupRecord record) {
        return record != null && (record.completed() || record.ofRound(round)) ? record : null;
    }

    private void judge(
            FailureSentence sentences, int group, Instant now, Instant since, QueuedTask task, GroupRecord record) {
        Verdict verdict = Verdict.of(record, task, Duration.between(since, now), sentences);
        states[group - 1] = verdict.state();
        if (!verdict.reason().isEmpty() && !earlier.done().contains(group)) {
            failures.add(new GroupFailure(group, verdict.reason()));
            causes.add(CommonCause.of(record, task));
            findRemedy(group, task, record);
        }
        boolean active = task != null && task.state().active();
        if (!verdict.state().ended() && !active) {
            goneSince.put(group, since);
        }
    }

    private void findRemedy(int group, QueuedTask task, GroupRecord record) {
        boolean recorded = record != null && record.failed() && !Verdict.endedWithItsTask(record, task);
        RetryRemedy remedy = recorded ? record.reason().remedy() : RetryRemedy.of(task);
        if (remedy == RetryRemedy.OTHER_NODE && record != null && !record.node().isEmpty()) {
            badNodes.add(record.node());
        }
        if (remedy != RetryRemedy.NONE) {
            remedies.put(group, remedy);
        }
    }

    /** The groups that failed or were lost since the last look. */
    List<GroupFailure> failures() {
        return failures;
    }

    GroupState state(int group) {
        return states[group - 1];
    }

    void apply(TaskBoard board) {
        board.states.set(states);
        begun.forEach(board.goneSince::remove);
        board.goneSince.putAll(goneSince);
        board.remedies.putAll(remedies);
        board.badNodes.addAll(badNodes);
        causes.forEach(board.cause::add);
    }
}
