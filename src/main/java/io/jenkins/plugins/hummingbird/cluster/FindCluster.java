package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks whether there is a cluster of the name. One that was made from the same configuration is used, one that is being
 * made from it is followed; for the rest there is a message that says how to go on.
 */
final class FindCluster implements ClusterPart {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    @Override
    public Next move(ClusterOperation operation, ClusterContext context) throws IOException, OperationException {
        AwsClients aws = context.aws(operation.request().aws);
        ClusterStacks stacks = new ClusterStacks(aws);
        String name = operation.request().name;
        if (operation.action() == ClusterAction.UPDATE) {
            return update(operation, context, stacks.get(name));
        }
        Optional<ClusterStack> found = stacks.find(name);
        return found.isEmpty() ? operation.goOn(ClusterPhase.RUN_CLI) : create(operation, context, found.get());
    }

    private static Next create(ClusterOperation operation, ClusterContext context, ClusterStack stack)
            throws IOException, OperationException {
        switch (stack.status()) {
            case DELETE_COMPLETE -> {
                return operation.goOn(ClusterPhase.RUN_CLI);
            }
            case CREATE_IN_PROGRESS -> {
                checkSame(operation, stack);
                operation.reused = !isOf(operation, stack);
                context.log("the cluster " + stack.name() + " is being made from the same configuration"
                        + (operation.reused ? " by " + madeBy(stack) + ": it is followed" : ""));
                operation.stackArn = stack.arn();
                return operation.goOn(operation.waits() ? ClusterPhase.FOLLOW_STACK : ClusterPhase.ANSWER);
            }
            case CREATE_COMPLETE, UPDATE_COMPLETE, UPDATE_FAILED -> {
                checkSame(operation, stack);
                operation.reused = !isOf(operation, stack);
                context.log("the cluster " + stack.name() + " is there, made from the same configuration by "
                        + madeBy(stack) + ": it is used");
                operation.stackArn = stack.arn();
                return operation.goOn(ClusterPhase.ANSWER);
            }
            default -> {
                if (stack.stackStatus().endsWith("_IN_PROGRESS")) {
                    return await(operation, context, stack);
                }
                throw new OperationException(
                        "name: there is a cluster " + stack.name() + " already, and its stack is in "
                                + stack.stackStatus() + why(operation, context, stack)
                                + ". Delete it first (action: 'delete'), or use another name.");
            }
        }
    }

    private static String why(ClusterOperation operation, ClusterContext context, ClusterStack stack)
            throws IOException, OperationException {
        if (stack.status() != ClusterStatus.CREATE_FAILED) {
            return "";
        }
        AwsClients aws = context.aws(operation.request().aws);
        CreationFailure failure = CreationFailure.read(new StackEvents(aws), stack.arn());
        return ": its creation has failed, " + failure.code() + ": "
                + failure.reason().replaceFirst("[.]$", "");
    }

    private static Next update(ClusterOperation operation, ClusterContext context, ClusterStack stack)
            throws IOException, OperationException {
        if (stack.stackStatus().endsWith("_IN_PROGRESS")) {
            return await(operation, context, stack);
        }
        switch (stack.status()) {
            case CREATE_COMPLETE, UPDATE_COMPLETE, UPDATE_FAILED -> {}
            default ->
                throw new OperationException("The cluster " + stack.name() + " cannot be updated: its stack is in "
                        + stack.stackStatus() + ". Delete it (action: 'delete') and make it again.");
        }
        if (!stack.version().equals(operation.cliVersion)) {
            throw new OperationException("pcluster: the cluster " + stack.name() + " was made by ParallelCluster "
                    + stack.version() + ", and only that version can update it; the CLI on the node is "
                    + operation.cliVersion + ".");
        }
        operation.stackArn = stack.arn();
        if (stack.configurationDigest().equals(operation.digest)) {
            operation.reused = true;
            context.log("the cluster " + stack.name() + " has this configuration: nothing is to be updated");
            return operation.goOn(ClusterPhase.ANSWER);
        }
        AwsClients aws = context.aws(operation.request().aws);
        Optional<ClusterInstance> stopped = new HeadNodePower(aws).findStopped(stack);
        if (stopped.isPresent()) {
            throw new OperationException("The head node " + stopped.get().id() + " of the cluster " + stack.name()
                    + " is " + stopped.get().state() + ", and an update needs it: start it (action: 'start'), and"
                    + " update again.");
        }
        operation.lastEvent = new StackEvents(aws).newest(stack.arn());
        return operation.goOn(operation.request().stopFleet ? ClusterPhase.ASK_FLEET : ClusterPhase.RUN_CLI);
    }

    /** Until what somebody else does to the stack is done. */
    static Next await(ClusterOperation operation, ClusterContext context, ClusterStack stack) {
        if (!operation.waitSaid) {
            operation.waitSaid = true;
            context.log("the stack of the cluster " + stack.name() + " is in " + stack.stackStatus()
                    + ": waits until that is over");
        }
        return Next.in(PAUSE);
    }

    private static void checkSame(ClusterOperation operation, ClusterStack stack) throws OperationException {
        String digest = stack.configurationDigest();
        if (digest.isEmpty()) {
            throw new OperationException("name: there is a cluster " + stack.name()
                    + " already, which Hummingbird has not" + " made: " + stack.arn() + ". Use another name.");
        }
        if (!digest.equals(operation.digest)) {
            throw new OperationException(
                    "name: there is a cluster " + stack.name() + " already, made by " + madeBy(stack)
                            + " from another configuration. Change it to this one (action: 'update'), delete it first"
                            + " (action: 'delete'), or use another name.");
        }
    }

    /** Whether this very operation has made it. */
    static boolean isOf(ClusterOperation operation, ClusterStack stack) {
        return stack.operation().equals(operation.id());
    }

    private static String madeBy(ClusterStack stack) {
        String operation = stack.operation();
        return operation.isEmpty() ? "somebody" : operation;
    }
}
