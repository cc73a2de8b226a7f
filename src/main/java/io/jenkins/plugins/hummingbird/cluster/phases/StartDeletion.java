package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterDeletion;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStack;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStacks;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStatus;
import io.jenkins.plugins.hummingbird.cluster.reads.StackEvents;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterPhase;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Starts the deletion of a cluster, after warnings of what is lost with it. Deleting a cluster that does not exist is no error. */
public final class StartDeletion implements PhaseHandler<ClusterPhase, ClusterState, ClusterContext> {
    @Override
    public PhaseResult<ClusterPhase> move(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        AwsClients aws = context.aws(state.request().aws);
        Optional<ClusterStack> found = new ClusterStacks(aws).find(state.stack());
        if (found.isEmpty() || found.get().status() == ClusterStatus.DELETE_COMPLETE) {
            context.log("there is no cluster " + state.request().name + " in " + aws.region() + ": nothing to delete");
            return PhaseResult.end(DeletionResult.deleted(state, context));
        }
        ClusterStack stack = found.get();
        boolean first = state.stackArn() == null;
        if (first) {
            ClusterDeletion.check(stack, state.request().force);
        }
        if (stack.isChanging()
                && stack.status() != ClusterStatus.CREATE_IN_PROGRESS
                && stack.status() != ClusterStatus.DELETE_IN_PROGRESS) {
            // CloudFormation finishes an update or a rollback before it deletes.
            return StackWait.stay(state, context, stack);
        }
        if (first) {
            noteDeletion(state, context, aws, stack);
        }
        if (stack.status() != ClusterStatus.DELETE_IN_PROGRESS) {
            new ClusterDeletion(aws).start(stack, retained(state, context, stack), state.id());
        }
        return state.request().wait ? PhaseResult.done() : PhaseResult.end(DeletionResult.inProgress(state, context));
    }

    private static void noteDeletion(ClusterState state, ClusterContext context, AwsClients aws, ClusterStack stack)
            throws IOException, OperationException {
        for (String warning : new ClusterDeletion(aws).warnings(stack)) {
            context.log("WARNING: " + warning);
        }
        RunningNodes.warn(aws, context, stack.name(), "deletes");
        state.setLastEventId(new StackEvents(aws).newest(stack.arn()));
        state.setStackArn(stack.arn());
        context.log("deleting the cluster " + stack.name() + ": " + stack.arn());
        context.save();
    }

    private static List<String> retained(ClusterState state, ClusterContext context, ClusterStack stack) {
        List<String> names = state.request().retainedResources();
        if (names.isEmpty() || stack.status() == ClusterStatus.DELETE_FAILED) {
            return names;
        }
        context.log("retain: AWS keeps resources only after a deletion has failed at them, and the stack status is "
                + stack.stackStatus() + ": deleting all of the cluster");
        return List.of();
    }
}
