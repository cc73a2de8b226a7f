package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.operation.OperationException;

/**
 * Whether jobs can be submitted to a cluster now. A cluster that needs somebody's action first is an {@link
 * OperationException} that says what to do.
 *
 * @param waitsFor the change in AWS to wait for, as a clause that continues {@code waits: }; empty for none
 * @param fleetStopped whether the compute fleet must be started first
 * @param headNode where jobs are submitted; running unless there is something to wait for; null before it exists
 */
public record ClusterReadiness(String waitsFor, boolean fleetStopped, ClusterInstance headNode) {
    /** @throws OperationException when waiting does not make the cluster ready */
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
            return new ClusterReadiness("the head node " + head.id() + " is starting", false, head);
        }
        return fleet(cluster, head);
    }

    /** The change of the stack that is in progress; empty for none. */
    private static String change(ClusterDescription cluster) throws OperationException {
        ClusterStack stack = cluster.stack();
        return switch (stack.status()) {
            case CREATE_IN_PROGRESS -> "the cluster " + stack.name() + " is still being created";
            case UPDATE_IN_PROGRESS -> "the cluster " + stack.name() + " is being updated";
            case CREATE_FAILED ->
                throw new OperationException("The cluster " + stack.name() + " could not be created ("
                        + stack.stackStatus() + ")" + reason(cluster.failure())
                        + " Fix that, delete the cluster (hummingbirdCluster action: 'delete'), and create it"
                        + " again.");
            case DELETE_IN_PROGRESS, DELETE_COMPLETE, DELETE_FAILED ->
                throw new OperationException("The cluster " + stack.name() + " is deleted or being deleted ("
                        + stack.stackStatus() + "). Create it again"
                        + " (hummingbirdCluster action: 'create') after that, or name another one.");
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
            throw new OperationException("The cluster " + name + " no longer has a head node: somebody terminated its"
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
                new ClusterReadiness("the compute fleet of " + name + " is starting", false, head);
            case "STOP_REQUESTED", "STOPPING" ->
                new ClusterReadiness(
                        "the compute fleet of " + name + " is stopping, and is started afterwards", false, head);
            case "PROTECTED" -> throw new OperationException(FleetState.protectedMeans(cluster.stack()));
            default ->
                throw new OperationException("The state of the compute fleet of " + name + " is not known ("
                        + fleet.status() + "), while its stack status is "
                        + cluster.stack().stackStatus()
                        + ". Repair the cluster by an update (hummingbirdCluster action: 'update'), or look at"
                        + " /var/log/parallelcluster/clustermgtd on its head node.");
        };
    }
}
