package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterInstance;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStacks;
import io.jenkins.plugins.hummingbird.cluster.reads.HeadNodeInstance;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterPhase;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;
import java.time.Duration;

/** Stops the head node after the compute fleet, and waits until it is stopped. Changes nothing if it is stopped. */
public final class StopHeadNode implements PhaseHandler<ClusterPhase, ClusterState, ClusterContext> {
    private static final Duration DELAY = Duration.ofSeconds(5);

    @Override
    public PhaseResult<ClusterPhase> move(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        AwsClients aws = context.aws(state.request().aws);
        HeadNodeInstance instance = new HeadNodeInstance(aws);
        ClusterInstance headNode = instance.get(new ClusterStacks(aws).get(state.stack()));
        switch (headNode.state()) {
            case "stopped" -> {
                context.log("the head node " + headNode.id() + " is stopped; its disk is still charged");
                return PhaseResult.done();
            }
            case "running" -> {
                instance.stop(headNode);
                context.log("the head node " + headNode.id() + " is asked to stop");
            }
            default -> {
                // it is starting or stopping
            }
        }
        return PhaseResult.stay(DELAY);
    }
}
