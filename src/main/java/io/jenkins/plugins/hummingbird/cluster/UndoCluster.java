package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Undoes what can be undone: a command on the node is ended, and a cluster that was being made is deleted. An update or a
 * deletion that has begun goes on in AWS, for half a change would be worse.
 */
final class UndoCluster {
    /** What a command began just before it was ended may be seen only after some time. */
    private static final Duration SEEN_AFTER = Duration.ofSeconds(20);

    private UndoCluster() {}

    /** Makes one move; true when nothing is left to be done. */
    static boolean move(ClusterOperation operation, ClusterSurroundings around) throws IOException, OperationException {
        // also what an earlier process of Jenkins has left on the node
        around.nodeCommand().kill();
        String name = operation.request().name;
        if (operation.action() != ClusterAction.CREATE) {
            if (operation.cliIntended || operation.action() == ClusterAction.DELETE && operation.stackArn != null) {
                around.log("the " + (operation.cliIntended ? "update" : "deletion") + " of the cluster " + name
                        + " goes on in AWS, if it has begun");
            }
            return true;
        }
        if (!operation.cliIntended) {
            return true;
        }
        var aws = around.aws(operation.request().aws);
        Optional<ClusterStack> stack = new ClusterStacks(aws).find(name);
        if (stack.isEmpty() || !FindCluster.isOf(operation, stack.get())) {
            return operation.stackArn != null
                    || around.now()
                            .isAfter(Instant.ofEpochMilli(operation.undoMillis).plus(SEEN_AFTER));
        }
        String status = stack.get().stackStatus();
        if (status.startsWith("DELETE")) {
            return true;
        }
        if (operation.hasFailed() && !operation.request().rollbackOnFailure) {
            around.log("the cluster " + name + " is kept for a look, and costs until it is deleted (action: 'delete')");
            return true;
        }
        if (status.equals("ROLLBACK_IN_PROGRESS")) {
            around.log("what there is of the cluster " + name + " is being removed by CloudFormation; its stack stays");
            return true;
        }
        new ClusterDeletion(aws).begin(stack.get(), operation.id());
        around.log("deletes the cluster " + name + ", which this build has begun to make; AWS finishes that by itself: "
                + stack.get().arn());
        return true;
    }

    /** What may be left: a sentence; empty for nothing. */
    static String remains(ClusterOperation operation) {
        return operation.action() == ClusterAction.CREATE && operation.cliIntended
                ? "There may remain in AWS the cluster " + operation.request().name
                        + ", which this build has begun to make. Look for it (action: 'list') and delete it (action:"
                        + " 'delete')."
                : "";
    }
}
