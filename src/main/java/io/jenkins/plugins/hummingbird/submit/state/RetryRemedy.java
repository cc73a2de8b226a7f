package io.jenkins.plugins.hummingbird.submit.state;

import io.jenkins.plugins.hummingbird.slurm.QueuedTask;

/** What may help a group that did not complete. */
public enum RetryRemedy {
    /** Nothing that a machine can do: the same would happen again, or somebody wanted it so. */
    NONE,
    /** To try it once more. */
    AGAIN,
    /** To try it with twice the memory. */
    MORE_MEMORY,
    /** To try it on another node. */
    OTHER_NODE;

    /** How the batch script says that it could not write the status record. */
    private static final int NO_RECORD = 74;

    private static final int KILLED = 9;

    /**
     * @param record the group's status record of this round; null when there is none
     * @param task what Slurm says of its task; null when Slurm does not know it
     */
    public static RetryRemedy of(GroupRecord record, QueuedTask task) {
        if (record != null && record.failed()) {
            return ofRecord(record);
        }
        return task == null ? AGAIN : ofSlurm(task);
    }

    private static RetryRemedy ofRecord(GroupRecord record) {
        return switch (record.reason()) {
            case "time-limit", "cancelled", "disk-full", "occupied" -> NONE;
            // this node does not see the folder; that a file is missing there is a guess, and no reason to give up
            case "home" -> record.detail().isEmpty() ? OTHER_NODE : AGAIN;
            case "memory" -> MORE_MEMORY;
            // what is the matter with a node is seen by every task that it gets
            case "plan", "scratch", "slice" -> OTHER_NODE;
            default -> AGAIN;
        };
    }

    private static RetryRemedy ofSlurm(QueuedTask task) {
        return switch (task.state()) {
            case TIMED_OUT, CANCELLED -> NONE;
            case OUT_OF_MEMORY -> MORE_MEMORY;
            case NODE_FAILED -> OTHER_NODE;
            default -> {
                if (task.exitCode() == NO_RECORD) {
                    yield NONE;
                }
                // without cgroups, Slurm shows the kernel's out-of-memory killer as signal 9
                yield task.signal() == KILLED ? MORE_MEMORY : AGAIN;
            }
        };
    }
}
