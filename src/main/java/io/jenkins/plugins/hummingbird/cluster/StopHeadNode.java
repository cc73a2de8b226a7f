package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;

/** Stops the head node, once it has stopped the compute fleet, and waits until it is; harmless where it is. */
final class StopHeadNode implements ClusterPart {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Override
    public Next move(ClusterOperation operation, ClusterContext context) throws IOException, OperationException {
        var aws = context.aws(operation.request().aws);
        HeadNodePower power = new HeadNodePower(aws);
        ClusterInstance headNode = power.get(new ClusterStacks(aws).get(operation.stackArn));
        switch (headNode.state()) {
            case "stopped" -> {
                context.log("the head node " + headNode.id() + " is stopped; its disk costs on");
                return operation.goOn(ClusterPhase.ANSWER);
            }
            case "running" -> {
                power.stop(headNode);
                context.log("the head node " + headNode.id() + " is asked to stop");
            }
            default -> {
                // on its way
            }
        }
        return Next.in(PAUSE);
    }
}
