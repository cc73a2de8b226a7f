package io.jenkins.plugins.hummingbird.slurm;

import java.util.Set;

/**
 * Why a task waits, as Slurm says it: the codes of the manual of squeue, "JOB REASON CODES", and the texts that Slurm has in place
 * of some of them.
 */
public final class PendingReason {
    private static final Set<String> HELD = Set.of(
            "JobHeldUser",
            "JobHeldAdmin",
            "JobHoldMaxRequeue",
            "launch failed requeued held",
            "job requeued in held state");

    private PendingReason() {}

    /** @return whether Slurm holds the task until somebody releases it */
    static boolean isOfHeld(String reason) {
        return HELD.contains(reason);
    }

    /** @return whether it passes by itself when other tasks end or nodes have started */
    public static boolean passes(String reason) {
        return switch (reason) {
            case "Resources", "Priority", "CONFIGURING", "JobArrayTaskLimit", "BeginTime", "Cleaning", "Prolog" -> true;
            default -> false;
        };
    }

    /** @return what the reason means, and what to do where somebody must; a sentence without a full stop */
    public static String explain(String reason) {
        switch (reason) {
            case "Resources":
                return "no node has as many free CPUs and as much memory as a task asks for, until others end or more nodes start";
            case "Priority":
                return "jobs with a higher priority come first";
            case "CONFIGURING":
                return "their nodes are being started";
            case "JobArrayTaskLimit":
                return "as many run as maxConcurrent allows";
            case "BeginTime":
                return "Slurm waits a while before it runs a task again whose node failed";
            case "Cleaning", "Prolog":
                return "nodes are being prepared";
            case "BadConstraints":
                return "no node has what they ask for: reduce cpus or memory, or correct the constraints in sbatchOptions";
            case "PartitionDown", "PartitionInactive":
                return "the partition is down: on ParallelCluster the compute fleet is stopped (pcluster describe-compute-fleet);"
                        + " otherwise scontrol update PartitionName=... State=UP starts it";
            case "PartitionTimeLimit":
                return "timeLimit is longer than the partition allows: scontrol show partition says its MaxTime";
            case "PartitionNodeLimit", "PartitionConfig":
                return "they ask for more than the partition allows: scontrol show partition says what that is";
            case "Reservation":
                return "they wait for a reservation: scontrol show reservation";
            case "Licenses":
                return "all licenses that sbatchOptions asks for are in use";
            default:
                return other(reason);
        }
    }

    private static String other(String reason) {
        if (reason.startsWith("ReqNodeNotAvail")
                || reason.startsWith("Nodes required for job")
                || reason.equals("NodeDown")) {
            return "the nodes that they need are down, drained or reserved: sinfo -R says why. On ParallelCluster EC2 may have no"
                    + " capacity for the instance type, which is tried again after ten minutes: add instance types to the queue";
        }
        if (reason.matches("(QOS|Assoc|Max)\\w*") || reason.endsWith("Limit") || reason.endsWith("Limits")) {
            return "a limit of your account or quality of service is reached (" + reason
                    + "): wait, ask an administrator of Slurm to raise it, or give another --account or --qos in sbatchOptions";
        }
        return reason + " (the manual of squeue explains it: JOB REASON CODES)";
    }
}
