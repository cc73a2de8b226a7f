package io.jenkins.plugins.hummingbird.submit.board;

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
     * What may help where no record says why the group failed; see {@link FailureReason#remedy} for the others.
     *
     * @param task what Slurm says of the group's task; null when Slurm does not know it
     */
    public static RetryRemedy of(QueuedTask task) {
        if (task == null) {
            return AGAIN;
        }
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
