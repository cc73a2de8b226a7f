package io.jenkins.plugins.hummingbird.submit.board;

/**
 * One execution of a task on a group, or on a set of tables: where it ran, how long, and how it ended. A group that is tried
 * again has several.
 *
 * @param group from 1
 * @param attempt as {@link GroupRecord#attempt}
 * @param node where it ran; empty when that is not known
 * @param started seconds since 1970
 * @param ended seconds since 1970
 * @param peakKiB as {@link GroupRecord#peakKiB}; 0 when unknown
 * @param end {@value #COMPLETED}, the word of a {@link FailureReason}, {@value #KILLED} or {@value #REQUEUED}
 */
public record Execution(int group, String attempt, String node, long started, long ended, long peakKiB, String end) {
    /** It has published its group, or measured or copied what was published. */
    public static final String COMPLETED = "completed";

    /** It ended without writing why: Slurm ended it, or its node failed. */
    public static final String KILLED = "killed";

    /** Slurm began its task again, because its node failed or was taken away. */
    public static final String REQUEUED = "requeued";

    /**
     * @param record a status record
     * @param latest seconds since 1970, the end of an execution that has not written its own
     */
    public static Execution of(GroupRecord record, long latest) {
        boolean open = !record.completed() && !record.failed();
        String end =
                open ? KILLED : record.completed() ? COMPLETED : record.reason().word();
        return of(record, open ? latest : record.ended(), end);
    }

    /** @param record that of an execution after which the task began again; its end is when it was last seen to run */
    public static Execution requeued(GroupRecord record) {
        return of(record, record.ended(), REQUEUED);
    }

    private static Execution of(GroupRecord record, long ended, String end) {
        return new Execution(
                record.group(), record.attempt(), record.node(), record.started(), ended, record.peakKiB(), end);
    }

    /** @return how long it ran, in seconds; not below 0 where the node's clock was set back */
    public long seconds() {
        return Math.max(0, ended - started);
    }

    /** @return the same, if it ended no later than so many seconds after it began */
    public Execution noLongerThan(long seconds) {
        return seconds() <= seconds
                ? this
                : new Execution(group, attempt, node, started, started + seconds, peakKiB, end);
    }

    /** @return the number of its {@link Round} */
    public int round() {
        return Integer.parseInt(attempt.substring(0, attempt.indexOf('.')));
    }

    /** @return whether it ended for a reason */
    public boolean endedBy(FailureReason reason) {
        return end.equals(reason.word());
    }

    public boolean killed() {
        return end.equals(KILLED);
    }

    public boolean requeued() {
        return end.equals(REQUEUED);
    }
}
