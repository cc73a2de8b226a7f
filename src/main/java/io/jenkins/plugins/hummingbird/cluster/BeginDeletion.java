package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Begins the deletion of a cluster, after a look at what goes with it. One that is not there is no mistake. */
final class BeginDeletion implements ClusterPart {
    @Override
    public Next move(ClusterOperation operation, ClusterContext context) throws IOException, OperationException {
        AwsClients aws = context.aws(operation.request().aws);
        String name = operation.stackArn == null ? operation.request().name : operation.stackArn;
        Optional<ClusterStack> found = new ClusterStacks(aws).find(name);
        if (found.isEmpty() || found.get().status() == ClusterStatus.DELETE_COMPLETE) {
            context.log("there is no cluster " + operation.request().name + " in " + aws.region()
                    + ": nothing is to be deleted");
            return operation.end(AnswerQuestion.gone(operation, context));
        }
        ClusterStack stack = found.get();
        ClusterDeletion deletion = new ClusterDeletion(aws);
        if (operation.stackArn == null) {
            ClusterDeletion.check(stack, operation.request().force);
        }
        if (stack.stackStatus().endsWith("_IN_PROGRESS")
                && stack.status() != ClusterStatus.CREATE_IN_PROGRESS
                && stack.status() != ClusterStatus.DELETE_IN_PROGRESS) {
            // CloudFormation finishes an update or a rollback before it deletes.
            return FindCluster.await(operation, context, stack);
        }
        if (operation.stackArn == null) {
            for (String warning : deletion.warnings(stack)) {
                context.log("WARNING: " + warning);
            }
            sayRunning(aws, context, stack.name(), "deletes");
            operation.lastEvent = new StackEvents(aws).newest(stack.arn());
            operation.stackArn = stack.arn();
            context.log("deletes the cluster " + stack.name() + ": " + stack.arn());
            context.save();
        }
        if (stack.status() != ClusterStatus.DELETE_IN_PROGRESS) {
            deletion.begin(stack, retained(operation, context, stack), operation.id());
        }
        return operation.waits()
                ? operation.goOn(ClusterPhase.FOLLOW_STACK)
                : operation.end(AnswerQuestion.deleting(operation, context));
    }

    private static List<String> retained(ClusterOperation operation, ClusterContext context, ClusterStack stack) {
        List<String> names = ClusterDeletion.names(operation.request().retain);
        if (names.isEmpty() || stack.status() == ClusterStatus.DELETE_FAILED) {
            return names;
        }
        context.log("retain: AWS leaves resources out only when a deletion has failed at them, and the stack is in "
                + stack.stackStatus() + ": all of it is to be deleted");
        return List.of();
    }

    /** Warns of compute nodes that run, for jobs run on them. */
    static void sayRunning(AwsClients aws, ClusterContext context, String cluster, String verb)
            throws IOException, OperationException {
        Map<String, Integer> queues = new TreeMap<>();
        for (ClusterInstance one : new ClusterInstances(aws).list(cluster)) {
            if (one.nodeType().equals(ClusterInstance.COMPUTE_NODE)
                    && one.state().matches("pending|running")) {
                queues.merge(one.queue(), 1, Integer::sum);
            }
        }
        queues.forEach((queue, nodes) -> context.log("WARNING: in the queue " + queue + " of " + cluster + ' ' + nodes
                + (nodes == 1 ? " compute node runs" : " compute nodes run") + "; this " + verb
                + " them, and jobs on them end"));
    }
}
