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
    public Next move(ClusterOperation operation, ClusterContext context) throws IOException, OperationException {
        AwsClients aws = context.aws(operation.request().aws);
        ClusterStack stack =
                new ClusterStacks(aws).get(operation.stackArn == null ? operation.request().name : operation.stackArn);
        operation.stackArn = stack.arn();
        ComputeFleet fleet = new ComputeFleet(aws, Clock.fixed(context.now(), ZoneOffset.UTC));
        if (operation.startsFleet()) {
            FleetState before = fleet.start(stack);
            say(context, stack, before, before.isStarted() ? "" : ": asked to start");
            operation.fleetStopped = false;
        } else if (operation.action() == ClusterAction.STOP
                && new HeadNodePower(aws).findStopped(stack).isPresent()) {
            if (operation.request().headNode) {
                return operation.goOn(ClusterPhase.STOP_HEAD_NODE);
            }
            context.log("the head node of " + stack.name() + " is stopped: nothing stops the compute fleet before it"
                    + " runs again (action: 'start')");
            return operation.goOn(ClusterPhase.ANSWER);
        } else {
            stop(operation, context, stack, fleet);
        }
        return operation.goOn(operation.waits() ? ClusterPhase.AWAIT_FLEET : ClusterPhase.ANSWER);
    }

    private static void stop(ClusterOperation operation, ClusterContext context, ClusterStack stack, ComputeFleet fleet)
            throws IOException, OperationException {
        if (operation.action() == ClusterAction.UPDATE
                && !operation.fleetStopped
                && !fleet.read(stack).isStopped()) {
            // one that somebody else has stopped stays so
            operation.fleetStopped = true;
            context.save();
        }
        BeginDeletion.sayRunning(context.aws(operation.request().aws), context, stack.name(), "stops");
        FleetState before = fleet.stop(stack);
        say(context, stack, before, before.isStopped() ? "" : ": asked to stop");
    }

    private static void say(ClusterContext context, ClusterStack stack, FleetState before, String asked) {
        context.log("the compute fleet of " + stack.name() + " is " + before.status() + asked);
    }
}
