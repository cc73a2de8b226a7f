package io.jenkins.plugins.hummingbird.image.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.image.ec2.GroupCalls;
import io.jenkins.plugins.hummingbird.image.ec2.InstanceCalls;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;
import java.time.Duration;

/**
 * Terminates the instance and removes its group. The image is complete by then, and is not lost because cleaning up
 * fails: what cannot be removed is logged, and stays.
 */
public final class TerminateInstance implements BakeHandler {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** Less than a bake tolerates failures after its image is complete. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Override
    public PhaseResult<BakePhase> move(BakeState bake, BakeContext context) throws IOException, OperationException {
        if (bake.instance.terminatingSince == null) {
            bake.instance.terminatingSince = context.now();
        }
        boolean late = context.now().isAfter(bake.instance.terminatingSince.plus(LONGEST));
        boolean terminated = false;
        String why = "AWS has not removed it within " + LONGEST.toMinutes() + " minutes";
        try {
            AwsClients aws = context.aws(bake.request().aws);
            terminated = new InstanceCalls(bake, context).terminate(context.now());
            if (terminated && GroupCalls.delete(bake, aws, context.now())) {
                return PhaseResult.done();
            }
            if (!late) {
                return PhaseResult.stay(PAUSE);
            }
        } catch (OperationException e) {
            why = e.getMessage();
        } catch (IOException e) {
            if (!late) {
                throw e;
            }
            why = String.valueOf(e.getMessage());
        }
        keep(bake, context, terminated, why);
        return PhaseResult.done();
    }

    private static void keep(BakeState bake, BakeContext context, boolean terminated, String why) {
        String instance = "the instance " + bake.instance.id + ", which is stopped, with its disk";
        String group = "the temporary security group " + bake.group.id;
        if (terminated) {
            bake.notRemoved = group;
        } else {
            bake.notRemoved = bake.group.id == null ? instance : instance + ", and " + group;
        }
        context.log("WARNING: the image is complete, but this remains in AWS: " + bake.notRemoved + ". " + why
                + (why.endsWith(".") ? "" : ".") + " Remove it in the EC2 console"
                + (terminated ? "" : "; where the instance has termination protection, switch that off first")
                + ". The first bake of this job after " + bake.expires() + " tries again.");
    }
}
