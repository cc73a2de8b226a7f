package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterInstance;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStack;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStacks;
import io.jenkins.plugins.hummingbird.cluster.reads.HeadNodeInstance;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterPhase;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;
import java.time.Duration;

/** Starts a stopped head node and waits until it runs. Changes nothing if it runs. */
public final class StartHeadNode implements PhaseHandler<ClusterPhase, ClusterState, ClusterContext> {
    private static final Duration DELAY = Duration.ofSeconds(5);

    @Override
    public PhaseResult<ClusterPhase> move(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        AwsClients aws = context.aws(state.request().aws);
        HeadNodeInstance instance = new HeadNodeInstance(aws);
        ClusterStack stack = new ClusterStacks(aws).get(state.stack());
        state.setStackArn(stack.arn());
        ClusterInstance headNode = instance.get(stack);
        switch (headNode.state()) {
            case "running" -> {
                if (state.headNodeStarted()) {
                    context.log("the head node " + headNode.id() + " runs, private " + headNode.privateIp()
                            + (headNode.publicIp().isEmpty() ? "" : ", public " + headNode.publicIp()));
                }
                return PhaseResult.done();
            }
            case "stopped" -> {
                state.setHeadNodeStarted();
                context.save();
                instance.start(headNode);
                context.log("the head node " + headNode.id() + " is asked to start");
            }
            default -> {
                // it is starting or stopping
            }
        }
        return PhaseResult.stay(DELAY);
    }
}
