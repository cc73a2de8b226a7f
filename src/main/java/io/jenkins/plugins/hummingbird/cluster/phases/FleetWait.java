package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStack;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStacks;
import io.jenkins.plugins.hummingbird.cluster.reads.ComputeFleet;
import io.jenkins.plugins.hummingbird.cluster.reads.FleetState;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterPhase;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;
import java.time.Duration;

/** Waits until the head node has brought the compute fleet into the requested state, which takes about a minute. */
abstract sealed class FleetWait implements PhaseHandler<ClusterPhase, ClusterState, ClusterContext>
        permits WaitFleetStarted, WaitFleetStopped {
    private static final Duration DELAY = Duration.ofSeconds(5);

    @Override
    public final PhaseResult<ClusterPhase> move(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        AwsClients aws = context.aws(state.request().aws);
        ClusterStack stack = new ClusterStacks(aws).get(state.stack());
        FleetState fleet = new ComputeFleet(aws).read(stack);
        return isDone(aws, stack, fleet) ? PhaseResult.done() : PhaseResult.stay(DELAY);
    }

    /**
     * @return whether the fleet has the requested state
     * @throws OperationException when it will not get it
     */
    abstract boolean isDone(AwsClients aws, ClusterStack stack, FleetState fleet)
            throws IOException, OperationException;

    /** @param verb what this operation has asked the fleet for: start or stop */
    static OperationException otherRequest(ClusterStack stack, FleetState fleet, String verb) {
        return new OperationException("The compute fleet of " + stack.name() + " is " + fleet.status()
                + ": somebody else has asked it for that since this build asked it to " + verb + '.');
    }
}
