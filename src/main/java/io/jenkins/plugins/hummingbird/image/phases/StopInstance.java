package io.jenkins.plugins.hummingbird.image.phases;

import io.jenkins.plugins.hummingbird.image.ec2.InstanceCalls;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;
import java.time.Duration;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Stops the instance, so that its disk does not change while the image is created from it. */
public final class StopInstance implements BakeHandler {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Override
    public PhaseResult<BakePhase> move(BakeState bake, BakeContext context) throws IOException, OperationException {
        InstanceCalls instance = new InstanceCalls(bake, context);
        InstanceStateName state = instance.alive().state().name();
        if (state == InstanceStateName.STOPPED) {
            return PhaseResult.done();
        }
        if (state != InstanceStateName.STOPPING) {
            instance.stop();
        }
        return PhaseResult.stay(PAUSE);
    }
}
