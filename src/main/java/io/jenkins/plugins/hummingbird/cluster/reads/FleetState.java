package io.jenkins.plugins.hummingbird.cluster.reads;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * The state of a cluster's compute fleet.
 *
 * @param status START_REQUESTED, STARTING, RUNNING, PROTECTED, STOP_REQUESTED, STOPPING, STOPPED or UNKNOWN
 * @param updated when the status last changed; null if unknown
 */
public record FleetState(String status, Instant updated) {
    public static final FleetState UNKNOWN = new FleetState("UNKNOWN", null);

    /**
     * @param updated a time in Python's format, such as {@code 2026-08-15 12:00:00.123456+00:00}; null or empty for none
     */
    static FleetState of(String status, String updated) {
        if (updated == null || updated.isEmpty()) {
            return new FleetState(status, null);
        }
        try {
            return new FleetState(
                    status, OffsetDateTime.parse(updated.replace(' ', 'T')).toInstant());
        } catch (DateTimeException e) {
            // the time is only shown, and the status is known
            return new FleetState(status, null);
        }
    }

    /** @return whether it is running or starting */
    public boolean isStarted() {
        return switch (status) {
            case "START_REQUESTED", "STARTING", "RUNNING" -> true;
            default -> false;
        };
    }

    /** @return whether it is stopped or stopping */
    public boolean isStopped() {
        return switch (status) {
            case "STOP_REQUESTED", "STOPPING", "STOPPED" -> true;
            default -> false;
        };
    }

    /** @return whether the cluster starts no more nodes because too many failed */
    public boolean isProtected() {
        return status.equals("PROTECTED");
    }

    /**
     * @param cluster whose fleet this is
     * @return what to do about a fleet that is PROTECTED; the rule is that of ParallelCluster's clustermgtd
     */
    public static String protectedMeans(ClusterStack cluster) {
        return "The compute fleet of " + cluster.name() + " is PROTECTED: ten of its nodes in a row failed to start, so"
                + " the cluster starts none in those queues any more, and jobs there stay pending. See why"
                + (cluster.logGroup().isEmpty()
                        ? " in /var/log/parallelcluster/clustermgtd on the head node"
                        : " in the CloudWatch log group " + cluster.logGroup() + " (clustermgtd, and the nodes'"
                                + " cloud-init-output)")
                + ", fix it, and start the fleet again (action: 'start').";
    }
}
