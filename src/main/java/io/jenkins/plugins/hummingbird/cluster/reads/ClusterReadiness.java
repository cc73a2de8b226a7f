package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.operation.OperationException;

/**
 * Whether jobs can be handed to a cluster now. A cluster on which they can never run, unless somebody does something about
 * it, is an {@link OperationException} that says what.
 *
 * @param waitsFor what has to change by itself before: words that go on after {@code waits: }; empty for nothing
 * @param fleetStopped whether the compute fleet has to be started before
 * @param headNode where jobs are submitted, running when neither of those is in the way; null while it is not there yet
 */
public record ClusterReadiness(String waitsFor, boolean fleetStopped, ClusterInstance headNode) {
    /** @throws OperationException when waiting does not help */
    public static ClusterReadiness of(ClusterDescription cluster) throws OperationException {
        ClusterStack stack = cluster.stack();
        if (!stack.scheduler().isEmpty() && !stack.scheduler().equals("slurm")) {
            throw new OperationException("The cluster " + stack.name() + " has the scheduler " + stack.scheduler()
                    + ". Hummingbird submits to Slurm only: name a cluster with Scheduling/Scheduler: slurm.");
        }
        String change = change(cluster);
        if (!change.isEmpty()) {
            return new ClusterReadiness(change, false, null);
        }
        ClusterInstance head = headNode(cluster);
        if (head.state().equals("pending")) {
            return new ClusterReadiness("the head node " + head.id() + " is about to start", false, head);
        }
        return fleet(cluster, head);
    }

    /** What goes on with the stack. */
    private static String change(ClusterDescription cluster) throws OperationException {
        ClusterStack stack = cluster.stack();
        return switch (stack.status()) {
            case CREATE_IN_PROGRESS -> "the cluster " + stack.name() + " is still being created";
            case UPDATE_IN_PROGRESS -> "the cluster " + stack.name() + " is being updated";
            case CREATE_FAILED ->
                throw new OperationException("The cluster " + stack.name() + " could not be created ("
                        + stack.stackStatus() + ")" + reason(cluster.failure())
                        + " Put that right, delete the cluster (hummingbirdCluster action: 'delete'), and create it"
                        + " again.");
            case DELETE_IN_PROGRESS, DELETE_COMPLETE, DELETE_FAILED ->
                throw new OperationException("The cluster " + stack.name() + " is deleted, or about to be ("
                        + stack.stackStatus() + "): nothing can be submitted to it. Create it again"
                        + " (hummingbirdCluster action: 'create') when it is gone, or name another one.");
            default -> "";
        };
    }

    private static String reason(CreationFailure failure) {
        return failure == null || failure.code().isEmpty() ? "." : ": " + failure.code() + ", " + failure.reason();
    }

    private static ClusterInstance headNode(ClusterDescription cluster) throws OperationException {
        String name = cluster.stack().name();
        ClusterInstance head = cluster.headNode();
        if (head == null) {
            throw new OperationException("The cluster " + name + " has no head node any more: somebody terminated its"
                    + " instance. Delete the cluster (hummingbirdCluster action: 'delete'), and create it again.");
        }
        if (head.state().startsWith("stop")) {
            throw new OperationException("The head node " + head.id() + " of the cluster " + name + " is "
                    + head.state() + ". Start it (hummingbirdCluster action: 'start'), and submit again.");
        }
        return head;
    }

    private static ClusterReadiness fleet(ClusterDescription cluster, ClusterInstance head) throws OperationException {
        String name = cluster.stack().name();
        FleetState fleet = cluster.fleet();
        return switch (fleet.status()) {
            case "RUNNING" -> new ClusterReadiness("", false, head);
            case "STOPPED" -> new ClusterReadiness("", true, head);
            case "START_REQUESTED", "STARTING" ->
                new ClusterReadiness("the compute fleet of " + name + " is about to start", false, head);
            case "STOP_REQUESTED", "STOPPING" ->
                new ClusterReadiness(
                        "the compute fleet of " + name + " is about to stop, and is started then", false, head);
            case "PROTECTED" -> throw new OperationException(FleetState.protectedMeans(cluster.stack()));
            default ->
                throw new OperationException("The state of the compute fleet of " + name + " is not known ("
                        + fleet.status() + "), while its stack is in "
                        + cluster.stack().stackStatus()
                        + ". Repair the cluster by an update (hummingbirdCluster action: 'update'), or look at"
                        + " /var/log/parallelcluster/clustermgtd on its head node.");
        };
    }
}
