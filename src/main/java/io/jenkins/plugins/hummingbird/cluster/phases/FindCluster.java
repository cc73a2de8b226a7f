package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterInstance;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStack;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStacks;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStatus;
import io.jenkins.plugins.hummingbird.cluster.reads.CreationFailure;
import io.jenkins.plugins.hummingbird.cluster.reads.HeadNodeInstance;
import io.jenkins.plugins.hummingbird.cluster.reads.StackEvents;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterAction;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterPhase;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;
import java.util.Optional;

/**
 * Looks for an existing cluster of the name. A creation reuses a cluster with the same configuration, also while it is
 * being created, and fails for any other; an update continues only where the stack and the CLI's version allow it.
 */
public final class FindCluster implements PhaseHandler<ClusterPhase, ClusterState, ClusterContext> {
    @Override
    public PhaseResult<ClusterPhase> move(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        ClusterStacks stacks = new ClusterStacks(context.aws(state.request().aws));
        String name = state.request().name;
        if (state.action() == ClusterAction.UPDATE) {
            return update(state, context, stacks.get(name));
        }
        Optional<ClusterStack> found = stacks.find(name);
        return found.isEmpty() ? PhaseResult.done() : create(state, context, found.get());
    }

    private static PhaseResult<ClusterPhase> create(ClusterState state, ClusterContext context, ClusterStack stack)
            throws IOException, OperationException {
        switch (stack.status()) {
            case DELETE_COMPLETE -> {
                return PhaseResult.done();
            }
            case CREATE_IN_PROGRESS -> {
                reuse(state, stack);
                context.log("the cluster " + stack.name() + " is being created with the same configuration"
                        + (state.reused() ? " by " + creator(stack) + ": reusing it" : ""));
                return PhaseResult.goTo(state.request().wait ? ClusterPhase.FOLLOW_STACK : ClusterPhase.READ_RESULT);
            }
            case CREATE_COMPLETE, UPDATE_COMPLETE, UPDATE_FAILED -> {
                reuse(state, stack);
                context.log("the cluster " + stack.name() + " exists, created with the same configuration by "
                        + creator(stack) + ": reusing it");
                return PhaseResult.goTo(ClusterPhase.READ_RESULT);
            }
            default -> {
                if (stack.isChanging()) {
                    return StackWait.stay(state, context, stack);
                }
                throw new OperationException(
                        "name: there is a cluster " + stack.name() + " already, and its stack status is "
                                + stack.stackStatus() + failure(state, context, stack)
                                + ". Delete it first (action: 'delete'), or use another name.");
            }
        }
    }

    private static void reuse(ClusterState state, ClusterStack stack) throws OperationException {
        checkSameConfiguration(state, stack);
        state.setReused(!stack.isCreatedBy(state.id()));
        state.setStackArn(stack.arn());
    }

    private static String failure(ClusterState state, ClusterContext context, ClusterStack stack)
            throws IOException, OperationException {
        if (stack.status() != ClusterStatus.CREATE_FAILED) {
            return "";
        }
        StackEvents events = new StackEvents(context.aws(state.request().aws));
        CreationFailure failure = CreationFailure.read(events, stack.arn());
        return ": its creation has failed, " + failure.code() + ": "
                + failure.reason().replaceFirst("[.]$", "");
    }

    private static PhaseResult<ClusterPhase> update(ClusterState state, ClusterContext context, ClusterStack stack)
            throws IOException, OperationException {
        if (stack.isChanging()) {
            return StackWait.stay(state, context, stack);
        }
        checkUpdatable(state, stack);
        state.setStackArn(stack.arn());
        if (stack.configurationDigest().equals(state.configurationDigest())) {
            state.setReused(true);
            context.log("the cluster " + stack.name() + " has this configuration: nothing to update");
            return PhaseResult.goTo(ClusterPhase.READ_RESULT);
        }
        AwsClients aws = context.aws(state.request().aws);
        Optional<ClusterInstance> stopped = new HeadNodeInstance(aws).findStopped(stack);
        if (stopped.isPresent()) {
            throw new OperationException("The head node " + stopped.get().id() + " of the cluster " + stack.name()
                    + " is " + stopped.get().state() + ", and an update needs it: start it (action: 'start'), and"
                    + " update again.");
        }
        state.setLastEventId(new StackEvents(aws).newest(stack.arn()));
        return PhaseResult.done();
    }

    private static void checkUpdatable(ClusterState state, ClusterStack stack) throws OperationException {
        switch (stack.status()) {
            case CREATE_COMPLETE, UPDATE_COMPLETE, UPDATE_FAILED -> {}
            default ->
                throw new OperationException("The cluster " + stack.name() + " cannot be updated: its stack status is "
                        + stack.stackStatus() + ". Delete it (action: 'delete') and create it again.");
        }
        String version = state.cli().version();
        if (!stack.version().equals(version)) {
            throw new OperationException("pcluster: the cluster " + stack.name() + " was created with ParallelCluster "
                    + stack.version() + ", and only that version can update it; the CLI on the node is " + version
                    + ".");
        }
    }

    private static void checkSameConfiguration(ClusterState state, ClusterStack stack) throws OperationException {
        String digest = stack.configurationDigest();
        if (digest.isEmpty()) {
            throw new OperationException("name: there is a cluster " + stack.name()
                    + " already, which Hummingbird did not create: " + stack.arn() + ". Use another name.");
        }
        if (!digest.equals(state.configurationDigest())) {
            throw new OperationException(
                    "name: there is a cluster " + stack.name() + " already, created by " + creator(stack)
                            + " with another configuration. Update it to this one (action: 'update'), delete it first"
                            + " (action: 'delete'), or use another name.");
        }
    }

    private static String creator(ClusterStack stack) {
        return stack.operation().isEmpty() ? "somebody" : stack.operation();
    }
}
