package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Undoes what can be undone: a command on the node is ended, a cluster that was being made is deleted, and a compute fleet
 * that was stopped for an update is started. An update or a deletion that has begun goes on in AWS, for half a change would
 * be worse.
 */
final class UndoCluster {
    /** What a command began just before it was ended may be seen only after some time. */
    private static final Duration SEEN_AFTER = Duration.ofSeconds(20);

    private UndoCluster() {}

    /** Makes one move; true when nothing is left to be done. */
    static boolean move(ClusterOperation operation, ClusterContext context) throws IOException, OperationException {
        // also what an earlier process of Jenkins has left on the node
        context.nodeCommand().kill();
        String name = operation.request().name;
        if (operation.action() != ClusterAction.CREATE) {
            return leave(operation, context);
        }
        if (!operation.cliIntended) {
            return true;
        }
        var aws = context.aws(operation.request().aws);
        Optional<ClusterStack> stack = new ClusterStacks(aws).find(name);
        if (stack.isEmpty() || !FindCluster.isOf(operation, stack.get())) {
            return operation.stackArn != null || isSeen(operation, context);
        }
        String status = stack.get().stackStatus();
        if (status.startsWith("DELETE")) {
            return true;
        }
        if (operation.hasFailed() && !operation.request().rollbackOnFailure) {
            context.log(
                    "the cluster " + name + " is kept for a look, and costs until it is deleted (action: 'delete')");
            return true;
        }
        if (status.equals("ROLLBACK_IN_PROGRESS")) {
            context.log(
                    "what there is of the cluster " + name + " is being removed by CloudFormation; its stack stays");
            return true;
        }
        new ClusterDeletion(aws).begin(stack.get(), List.of(), operation.id());
        context.log(
                "deletes the cluster " + name + ", which this build has begun to make; AWS finishes that by itself: "
                        + stack.get().arn());
        return true;
    }

    /**
     * Leaves an update or a deletion to AWS, and starts a fleet again that was stopped for an update, if that is over
     * before the time for undoing is.
     */
    private static boolean leave(ClusterOperation operation, ClusterContext context)
            throws IOException, OperationException {
        boolean update = operation.action() == ClusterAction.UPDATE;
        boolean goesOn = update ? updates(operation, context) : operation.stackArn != null;
        if (goesOn && !operation.undoSaid && (update || operation.action() == ClusterAction.DELETE)) {
            operation.undoSaid = true;
            context.log("the " + (update ? "update" : "deletion") + " of the cluster " + operation.request().name
                    + " goes on in AWS, if it has begun"
                    + (operation.fleetStopped
                            ? "; the compute fleet is started if that is over within two minutes"
                            : ""));
        }
        if (operation.fleetStopped && !goesOn) {
            AwsClients aws = context.aws(operation.request().aws);
            ClusterStack stack = new ClusterStacks(aws).get(operation.stackArn);
            new ComputeFleet(aws, Clock.fixed(context.now(), ZoneOffset.UTC)).start(stack);
            operation.fleetStopped = false;
            context.log(
                    "the compute fleet of " + stack.name() + ", which was stopped for the update, is asked to start");
        }
        return !operation.fleetStopped;
    }

    /** Whether an update is under way, or may just have been begun. */
    private static boolean updates(ClusterOperation operation, ClusterContext context)
            throws IOException, OperationException {
        if (!operation.cliIntended) {
            return false;
        }
        ClusterStack stack = new ClusterStacks(context.aws(operation.request().aws)).get(operation.stackArn);
        return stack.stackStatus().endsWith("_IN_PROGRESS")
                || !RunCli.hasBegun(operation, stack) && !isSeen(operation, context);
    }

    private static boolean isSeen(ClusterOperation operation, ClusterContext context) {
        return context.now().isAfter(Instant.ofEpochMilli(operation.undoMillis).plus(SEEN_AFTER));
    }

    /** What may be left: a sentence; empty for nothing. */
    static String remains(ClusterOperation operation) {
        if (operation.fleetStopped) {
            return "The compute fleet of " + operation.request().name + " was stopped for the update and is not started"
                    + " again: start it (action: 'start') when the update is over.";
        }
        return operation.action() == ClusterAction.CREATE && operation.cliIntended
                ? "There may remain in AWS the cluster " + operation.request().name
                        + ", which this build has begun to make. Look for it (action: 'list') and delete it (action:"
                        + " 'delete')."
                : "";
    }
}
