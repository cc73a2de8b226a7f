package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;

/** Asks the compute fleet to start or to stop; harmless where it does so already. */
final class AskFleet implements ClusterPart {
    @Override
    public Next move(ClusterOperation operation, ClusterSurroundings around) throws IOException, OperationException {
        AwsClients aws = around.aws(operation.request().aws);
        ClusterStack stack = new ClusterStacks(aws).get(operation.request().name);
        ComputeFleet fleet = new ComputeFleet(aws, Clock.fixed(around.now(), ZoneOffset.UTC));
        boolean start = operation.action() == ClusterAction.START;
        if (!start) {
            BeginDeletion.sayRunning(aws, around, stack.name(), "stops");
        }
        FleetState before = start ? fleet.start(stack) : fleet.stop(stack);
        around.log("the compute fleet of " + stack.name() + " is " + before.status()
                + (start ? before.isStarted() ? "" : ": asked to start" : before.isStopped() ? "" : ": asked to stop"));
        operation.stackArn = stack.arn();
        return operation.goOn(operation.waits() ? ClusterPhase.AWAIT_FLEET : ClusterPhase.ANSWER);
    }
}
