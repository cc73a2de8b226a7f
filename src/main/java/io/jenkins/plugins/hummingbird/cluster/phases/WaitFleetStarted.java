package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStack;
import io.jenkins.plugins.hummingbird.cluster.reads.FailedLaunches;
import io.jenkins.plugins.hummingbird.cluster.reads.FleetState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;

/** Waits until the compute fleet is RUNNING. */
public final class WaitFleetStarted extends FleetWait {
    @Override
    boolean isDone(AwsClients aws, ClusterStack stack, FleetState fleet) throws IOException, OperationException {
        if (fleet.isProtected()) {
            throw new OperationException(FailedLaunches.protectedMeans(aws, stack));
        }
        if (fleet.isStopped()) {
            throw otherRequest(stack, fleet, "start");
        }
        return fleet.status().equals("RUNNING");
    }
}
