package io.jenkins.plugins.hummingbird.submit.headnode;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.HeadNode;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.time.Duration;

/** Finds the head node of the cluster that is named; its compute fleet is started when it is stopped. */
public final class FindHeadNode implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        SubmitRequest request = submission.request();
        HeadNodeLocator locator = context.headNodeLocator(request);
        HeadNodeLocator.Sighting seen = locator.look();
        if (seen.fleetStopped()) {
            if (!submission.fleetStarted) {
                submission.fleetStarted = true;
                context.log("the compute fleet of " + request.cluster + " is stopped: it is started");
                context.save();
            }
            locator.startFleet();
            return PhaseResult.stay(PAUSE);
        }
        if (!seen.waitsFor().isEmpty()) {
            if (!seen.waitsFor().equals(submission.lastWaitReason)) {
                submission.lastWaitReason = seen.waitsFor();
                context.log("waits: " + seen.waitsFor());
            }
            return PhaseResult.stay(PAUSE);
        }
        submission.headNode = new HeadNode(seen.instanceId(), seen.address());
        context.log("the head node of " + request.cluster + " is " + seen.instanceId() + " at " + submission.host());
        return PhaseResult.done();
    }
}
