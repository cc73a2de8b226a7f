package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

/** Waits until the compute fleet runs or is stopped, as it was asked. The head node does it, within a minute or so. */
final class AwaitFleet implements ClusterPart {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Override
    public Next move(ClusterOperation operation, ClusterContext context) throws IOException, OperationException {
        AwsClients aws = context.aws(operation.request().aws);
        ClusterStack stack = new ClusterStacks(aws).get(operation.stackArn);
        FleetState fleet = new ComputeFleet(aws, Clock.fixed(context.now(), ZoneOffset.UTC)).read(stack);
        boolean start = operation.startsFleet();
        if (fleet.status().equals(start ? "RUNNING" : "STOPPED")) {
            return operation.goOn(next(operation, start));
        }
        if (start && fleet.isProtected()) {
            throw new OperationException(NodesNotStarted.protectedMeans(aws, stack));
        }
        if (start ? fleet.isStopped() : fleet.isStarted()) {
            throw new OperationException("The compute fleet of " + stack.name() + " is " + fleet.status()
                    + ": somebody else has asked it for that since this build asked it to "
                    + (start ? "start." : "stop."));
        }
        return Next.in(PAUSE);
    }

    private static ClusterPhase next(ClusterOperation operation, boolean started) {
        return switch (operation.action()) {
            case UPDATE -> started ? ClusterPhase.ANSWER : ClusterPhase.RUN_CLI;
            case STOP -> operation.request().headNode ? ClusterPhase.STOP_HEAD_NODE : ClusterPhase.ANSWER;
            default -> ClusterPhase.ANSWER;
        };
    }
}
