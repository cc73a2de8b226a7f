package io.jenkins.plugins.hummingbird.image.phases;

import io.jenkins.plugins.hummingbird.image.ec2.InstanceCalls;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;
import java.time.Duration;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Waits until the instance runs and has the address by which Jenkins reaches it. */
public final class WaitForInstance implements BakeHandler {
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Override
    public PhaseResult<BakePhase> move(BakeState bake, BakeContext context) throws IOException, OperationException {
        InstanceCalls calls = new InstanceCalls(bake, context);
        Instance instance = calls.alive();
        boolean open = bake.request().address.equals(BakeRequest.PUBLIC);
        String address = open ? instance.publicIpAddress() : instance.privateIpAddress();
        boolean running = instance.state().name() == InstanceStateName.RUNNING;
        if (running && address != null && !address.isEmpty()) {
            bake.instance.address = address;
            bake.instance.runningSince = context.now();
            context.log("the instance runs, at " + address);
            return PhaseResult.done();
        }
        if (context.now().isAfter(bake.instance.requested.plus(LONGEST))) {
            throw new OperationException("The instance " + bake.instance.id
                    + (running
                            ? " got no " + (open ? "public" : "private") + " address within " + LONGEST.toMinutes()
                                    + " minutes: choose a subnetId that gives one, or another address."
                            : " does not run after " + LONGEST.toMinutes() + " minutes, its state is "
                                    + instance.state().nameAsString() + ": look at it in the EC2 console, or bake"
                                    + " again."));
        }
        return PhaseResult.stay(PAUSE);
    }
}
