package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;

/** Finds the head node of the cluster that is named; its compute fleet is started when it is stopped. */
final class FindHeadNode implements Part {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    @Override
    public Next move(Submission submission, SubmitContext context) throws IOException, OperationException {
        SubmitRequest request = submission.request();
        if (request.cluster.isEmpty()) {
            return submission.goOn(Phase.CHECK_HEAD_NODE);
        }
        HeadNodeLocator locator = context.headNodeLocator(request);
        HeadNodeLocator.Sighting seen = locator.look();
        if (seen.fleetStopped()) {
            if (!submission.fleetStarted) {
                submission.fleetStarted = true;
                context.log("the compute fleet of " + request.cluster + " is stopped: it is started");
                context.save();
            }
            locator.startFleet();
            return Next.in(PAUSE);
        }
        if (!seen.waitsFor().isEmpty()) {
            if (!seen.waitsFor().equals(submission.saidThatItWaitsFor)) {
                submission.saidThatItWaitsFor = seen.waitsFor();
                context.log("waits: " + seen.waitsFor());
            }
            return Next.in(PAUSE);
        }
        submission.headNode = new HeadNode(seen.instanceId(), seen.address());
        context.log("the head node of " + request.cluster + " is " + seen.instanceId() + " at " + submission.host());
        return submission.goOn(Phase.CHECK_HEAD_NODE);
    }
}
