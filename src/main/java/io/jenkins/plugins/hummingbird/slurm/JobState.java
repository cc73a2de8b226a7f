package io.jenkins.plugins.hummingbird.slurm;

import java.util.Locale;

/**
 * The state of a job or an array task, with Slurm's states reduced to what matters here. The names are those of the STATE column
 * of squeue (its manual, "JOB STATE CODES", and Slurm's page "Job State Codes").
 */
public enum JobState {
    /** In the queue and not running: new, held, waiting for a node, requeued. */
    WAITING,
    /** On a node, or between two runs on one: it may still write. */
    RUNNING,
    /** The batch script ended with 0. */
    COMPLETED,
    /** The batch script ended otherwise, by an exit code or a signal. */
    FAILED,
    /** Ended by Slurm at its time limit. */
    TIMED_OUT,
    /** Ended because it used more memory than it had requested. */
    OUT_OF_MEMORY,
    /** Ended by a failure of its node, or before it started on one. */
    NODE_FAILED,
    /** Ended by scancel or an administrator. */
    CANCELLED,
    /** A state that this version does not know: nothing is concluded from it. */
    UNKNOWN;

    /**
     * @param word the state as squeue prints it, such as {@code COMPLETING} or {@code CANCELLED by 0}
     * @return never null
     */
    public static JobState of(String word) {
        String first = word.strip().split("[ +]", 2)[0].toUpperCase(Locale.ROOT);
        return switch (first) {
            case "PENDING",
                    "CONFIGURING",
                    "EXPEDITING",
                    "POWER_UP_NODE",
                    "REQUEUED",
                    "REQUEUE_FED",
                    "REQUEUE_HOLD",
                    "SPECIAL_EXIT",
                    "RESV_DEL_HOLD" -> WAITING;
            case "RUNNING", "COMPLETING", "RESIZING", "SIGNALING", "STAGE_OUT", "STOPPED", "SUSPENDED" -> RUNNING;
            case "COMPLETED" -> COMPLETED;
            case "FAILED", "LAUNCH_FAILED", "REVOKED" -> FAILED;
            case "TIMEOUT", "DEADLINE" -> TIMED_OUT;
            case "OUT_OF_MEMORY" -> OUT_OF_MEMORY;
            case "NODE_FAIL", "BOOT_FAIL", "RECONFIG_FAIL" -> NODE_FAILED;
            case "CANCELLED", "PREEMPTED" -> CANCELLED;
            default -> UNKNOWN;
        };
    }

    /** @return whether Slurm may still run the task; true for an unknown state, to be safe */
    public boolean active() {
        return this == WAITING || this == RUNNING || this == UNKNOWN;
    }
}
