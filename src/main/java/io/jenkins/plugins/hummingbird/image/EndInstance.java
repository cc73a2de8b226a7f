package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Terminates the instance and removes its group. The image is whole by then, and is not lost by what is only cleaning up:
 * what cannot be removed is said, and stays.
 */
final class EndInstance implements BakePart {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** Less than {@link Bake} has patience for. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Override
    public Next move(Bake bake, BakeContext context) throws IOException, OperationException {
        if (bake.endMillis == 0) {
            bake.endMillis = context.now().toEpochMilli();
        }
        boolean late =
                context.now().isAfter(Instant.ofEpochMilli(bake.endMillis).plus(LONGEST));
        boolean terminated = false;
        String why = "AWS has not ended it within " + LONGEST.toMinutes() + " minutes";
        try {
            AwsClients aws = context.aws(bake.request().aws);
            terminated = new BakeInstance(bake, context).end(context.now());
            if (terminated && BakeGroup.delete(bake, aws, context.now())) {
                return bake.goOn();
            }
            if (!late) {
                return Next.in(PAUSE);
            }
        } catch (OperationException e) {
            why = e.getMessage();
        } catch (IOException e) {
            if (!late) {
                throw e;
            }
            why = String.valueOf(e.getMessage());
        }
        stays(bake, context, terminated, why);
        return bake.goOn();
    }

    private static void stays(Bake bake, BakeContext context, boolean terminated, String why) {
        String instance = "the instance " + bake.instanceId + ", which is stopped, with its disk";
        String group = "the temporary security group " + bake.groupId;
        if (terminated) {
            bake.left = group;
        } else {
            bake.left = bake.groupId == null ? instance : instance + ", and " + group;
        }
        context.log("WARNING: the image is not harmed, but there stays in AWS " + bake.left + ": " + why
                + (why.endsWith(".") ? "" : ".") + " Remove it in the EC2 console"
                + (terminated ? "" : "; where the instance has termination protection, switch that off first")
                + ". The first bake of this job after " + bake.expires() + " tries it again.");
    }
}
