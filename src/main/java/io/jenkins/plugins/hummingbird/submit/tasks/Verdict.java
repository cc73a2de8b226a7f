package io.jenkins.plugins.hummingbird.submit.tasks;

import io.jenkins.plugins.hummingbird.slurm.JobState;
import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.RetryRemedy;
import java.time.Duration;
import java.util.Set;

/**
 * What is concluded of a group from its status record and from what Slurm says of its task. The record counts first:
 * Slurm forgets a task minutes after its end, and after a crash it may take one that has ended for one that runs. A task
 * that Slurm does not know and that left no record of its end is lost, never completed.
 *
 * @param state what has become of it
 * @param reason why it failed or was lost: a sentence without its full stop; empty otherwise
 */
public record Verdict(GroupState state, String reason) {
    /**
     * How long a record may take to be seen on the head node. It is looked for by opening its folder, which NFS then has
     * anew (close-to-open consistency, nfs(5)); and a group that is tried again too early finds what was published.
     */
    private static final Duration RECORD_LAG = Duration.ofSeconds(10);

    /** After a kill there is no record to wait for, but the order of events may still settle. */
    private static final Duration KILL_LAG = Duration.ofSeconds(2);

    private static final Duration LOST_LAG = Duration.ofSeconds(15);

    /** Exit codes of {@code task.sh} that say that there will be no record. */
    private static final Set<Integer> WITHOUT_RECORD = Set.of(74, 76);

    /**
     * @param record the group's status record; null when there is none
     * @param task what Slurm says of its task; null when Slurm does not know it
     * @param gone how long it has not been in Slurm's hands
     * @param sentences says why it failed
     */
    public static Verdict of(GroupRecord record, QueuedTask task, Duration gone, FailureSentence sentences) {
        // its results are published: whatever Slurm does with the task, they stay
        if (record != null && record.completed()) {
            return new Verdict(GroupState.COMPLETED, "");
        }
        if (task != null && task.state() == JobState.WAITING) {
            return new Verdict(GroupState.WAITING, "");
        }
        if (task != null && task.state().active()) {
            return new Verdict(GroupState.RUNNING, "");
        }
        if (endedWithItsTask(record, task)) {
            return new Verdict(GroupState.FAILED, sentences.bySlurm(task));
        }
        if (record != null && record.failed()) {
            return new Verdict(GroupState.FAILED, sentences.recorded(record));
        }
        if (!givesUp(task, gone)) {
            return new Verdict(GroupState.RUNNING, "");
        }
        return task == null
                ? new Verdict(GroupState.LOST, FailureSentence.lost(record))
                : new Verdict(GroupState.FAILED, sentences.bySlurm(task));
    }

    /**
     * The signals by which Slurm ends a task reach its processes one after the other: the batch script may see CellProfiler
     * end, and write that, before it has the signal itself.
     *
     * @return whether a record's reason is only that its task was cancelled, or reached its time limit
     */
    static boolean endedWithItsTask(GroupRecord record, QueuedTask task) {
        return record != null
                && record.killed()
                && record.reason().remedy() != RetryRemedy.NONE
                && task != null
                && (task.state() == JobState.CANCELLED || task.state() == JobState.TIMED_OUT);
    }

    /** @return whether a task that is not in Slurm's hands and has no record of its end is given up after that time */
    static boolean givesUp(QueuedTask task, Duration gone) {
        return gone.compareTo(patience(task)) >= 0;
    }

    private static Duration patience(QueuedTask task) {
        if (task == null) {
            return LOST_LAG;
        }
        boolean endedByItself = task.state() == JobState.COMPLETED
                || task.state() == JobState.FAILED && task.signal() == 0 && !WITHOUT_RECORD.contains(task.exitCode());
        return endedByItself ? RECORD_LAG : KILL_LAG;
    }
}
