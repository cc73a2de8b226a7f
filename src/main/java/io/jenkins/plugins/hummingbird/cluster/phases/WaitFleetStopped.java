package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStack;
import io.jenkins.plugins.hummingbird.cluster.reads.FleetState;
import io.jenkins.plugins.hummingbird.operation.OperationException;

/** Waits until the compute fleet is STOPPED. */
public final class WaitFleetStopped extends FleetWait {
    @Override
    boolean isDone(AwsClients aws, ClusterStack stack, FleetState fleet) throws OperationException {
        if (fleet.isStarted()) {
            throw otherRequest(stack, fleet, "stop");
        }
        return fleet.status().equals("STOPPED");
    }
}
