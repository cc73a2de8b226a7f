package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;

/** Starts a head node that is stopped, and waits for its new address; harmless where it runs. */
final class StartHeadNode implements ClusterPart {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Override
    public Next move(ClusterOperation operation, ClusterContext context) throws IOException, OperationException {
        var aws = context.aws(operation.request().aws);
        HeadNodePower power = new HeadNodePower(aws);
        ClusterStack stack =
                new ClusterStacks(aws).get(operation.stackArn == null ? operation.request().name : operation.stackArn);
        operation.stackArn = stack.arn();
        ClusterInstance headNode = power.get(stack);
        switch (headNode.state()) {
            case "running" -> {
                if (operation.headNodeStarted) {
                    context.log("the head node " + headNode.id() + " runs, private " + headNode.privateIp()
                            + (headNode.publicIp().isEmpty() ? "" : ", public " + headNode.publicIp()));
                }
                return operation.goOn(ClusterPhase.ASK_FLEET);
            }
            case "stopped" -> {
                operation.headNodeStarted = true;
                context.save();
                power.start(headNode);
                context.log("the head node " + headNode.id() + " is asked to start");
            }
            default -> {
                // on its way
            }
        }
        return Next.in(PAUSE);
    }
}
