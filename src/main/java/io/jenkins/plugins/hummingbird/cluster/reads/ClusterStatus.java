package io.jenkins.plugins.hummingbird.cluster.reads;

import java.util.Locale;

/**
 * The status of a cluster, derived from that of its stack as cloud_formation_status_to_cluster_status in ParallelCluster's
 * api/converters.py does.
 */
public enum ClusterStatus {
    CREATE_IN_PROGRESS,
    CREATE_FAILED,
    CREATE_COMPLETE,
    DELETE_IN_PROGRESS,
    DELETE_FAILED,
    DELETE_COMPLETE,
    UPDATE_IN_PROGRESS,
    UPDATE_COMPLETE,
    UPDATE_FAILED,
    /** A stack status that is not known here. */
    UNKNOWN;

    /** @param stack CloudFormation's stack status */
    static ClusterStatus of(String stack) {
        return switch (stack) {
            case "ROLLBACK_IN_PROGRESS", "ROLLBACK_FAILED", "ROLLBACK_COMPLETE" -> CREATE_FAILED;
            case "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                    "UPDATE_ROLLBACK_IN_PROGRESS",
                    "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS" -> UPDATE_IN_PROGRESS;
            case "UPDATE_ROLLBACK_FAILED", "UPDATE_ROLLBACK_COMPLETE" -> UPDATE_FAILED;
            default -> named(stack);
        };
    }

    private static ClusterStatus named(String stack) {
        for (ClusterStatus one : values()) {
            if (one.name().equals(stack.toUpperCase(Locale.ROOT))) {
                return one;
            }
        }
        return UNKNOWN;
    }

    /** @return whether no change is in progress */
    public boolean isSettled() {
        return this != CREATE_IN_PROGRESS && this != DELETE_IN_PROGRESS && this != UPDATE_IN_PROGRESS;
    }
}
