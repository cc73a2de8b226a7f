package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Waits until the instance runs and has the address by which Jenkins reaches it. */
final class AwaitInstance implements BakePart {
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Override
    public Next move(Bake bake, BakeContext context) throws IOException, OperationException {
        BakeInstance calls = new BakeInstance(bake, context);
        Instance instance = calls.alive();
        boolean open = bake.request().address.equals(BakeRequest.PUBLIC);
        String address = open ? instance.publicIpAddress() : instance.privateIpAddress();
        boolean running = instance.state().name() == InstanceStateName.RUNNING;
        if (running && address != null && !address.isEmpty()) {
            bake.address = address;
            bake.runningMillis = context.now().toEpochMilli();
            context.log("runs, at " + address);
            return bake.goOn();
        }
        if (context.now().isAfter(Instant.ofEpochMilli(bake.launchMillis).plus(LONGEST))) {
            throw new OperationException("The instance " + bake.instanceId
                    + (running
                            ? " got no " + (open ? "public" : "private") + " address within " + LONGEST.toMinutes()
                                    + " minutes: choose a subnetId that gives one, or another address."
                            : " does not run after " + LONGEST.toMinutes() + " minutes, its state is "
                                    + instance.state().nameAsString() + ": look at it in the EC2 console, or bake"
                                    + " again."));
        }
        return Next.in(PAUSE);
    }
}
