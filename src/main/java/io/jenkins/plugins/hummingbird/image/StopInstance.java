package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Stops the instance, so that its disk is at rest when the image is made of it. */
final class StopInstance implements BakePart {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Override
    public Next move(Bake bake, BakeContext context) throws IOException, OperationException {
        BakeInstance instance = new BakeInstance(bake, context);
        InstanceStateName state = instance.alive().state().name();
        if (state == InstanceStateName.STOPPED) {
            return bake.goOn();
        }
        if (state != InstanceStateName.STOPPING) {
            instance.stop();
        }
        return Next.in(PAUSE);
    }
}
