package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStack;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStacks;
import io.jenkins.plugins.hummingbird.cluster.reads.ComputeFleet;
import io.jenkins.plugins.hummingbird.cluster.reads.FleetState;
import io.jenkins.plugins.hummingbird.cluster.reads.HeadNodeInstance;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterAction;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterPhase;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;

/** Asks the compute fleet to stop. Changes nothing if it is stopped or stopping. */
public final class StopFleet implements PhaseHandler<ClusterPhase, ClusterState, ClusterContext> {
    @Override
    public PhaseResult<ClusterPhase> move(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        AwsClients aws = context.aws(state.request().aws);
        ClusterStack stack = new ClusterStacks(aws).get(state.stack());
        state.setStackArn(stack.arn());
        if (state.action() == ClusterAction.STOP
                && new HeadNodeInstance(aws).findStopped(stack).isPresent()) {
            return withoutHeadNode(state, context, stack);
        }
        ComputeFleet fleet = new ComputeFleet(aws);
        if (state.action() == ClusterAction.UPDATE
                && !state.fleetStopped()
                && !fleet.read(stack).isStopped()) {
            // a fleet that somebody else has stopped is not started after the update
            state.setFleetStopped();
            context.save();
        }
        RunningNodes.warn(aws, context, stack.name(), "stops");
        FleetState before = fleet.stop(stack, context.now());
        context.log("the compute fleet of " + stack.name() + " is " + before.status()
                + (before.isStopped() ? "" : ": asked to stop"));
        return PhaseResult.done();
    }

    private static PhaseResult<ClusterPhase> withoutHeadNode(
            ClusterState state, ClusterContext context, ClusterStack stack) {
        if (state.request().headNode) {
            return PhaseResult.goTo(ClusterPhase.STOP_HEAD_NODE);
        }
        context.log("the head node of " + stack.name() + " is stopped, so the compute fleet cannot be stopped until it"
                + " runs again (action: 'start')");
        return PhaseResult.goTo(ClusterPhase.READ_RESULT);
    }
}
