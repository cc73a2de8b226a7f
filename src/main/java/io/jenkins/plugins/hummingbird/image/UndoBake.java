package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Undoes a bake: takes away what it has made, or may have made, in AWS. */
final class UndoBake {
    /** What was begun by a call without an answer may be seen only after some time. */
    private static final Duration SEEN_AFTER = Duration.ofSeconds(20);

    /** A refusal is said while there is time for that, see {@link Operation}: it ends the undoing. */
    private static final Duration REFUSED_FOR = Duration.ofSeconds(90);

    private UndoBake() {}

    /** Whether what is not to be seen was never made. */
    static boolean lookedLongEnough(Bake bake, Instant now) {
        return now.isAfter(Instant.ofEpochMilli(bake.undoMillis).plus(SEEN_AFTER));
    }

    /** Makes one move; true when nothing is left, or what is left is to be kept. */
    static boolean move(Bake bake, BakeContext context) throws IOException, OperationException {
        if (!bake.groupIntended && !bake.launchIntended && !bake.imageIntended) {
            return true;
        }
        if (bake.isKept()) {
            context.log("kept: the instance " + bake.instanceId + ". Log in by ssh -p "
                    + bake.request().sshPort + " " + BakeKeys.user(bake.request()) + "@" + bake.address
                    + " with the key of the credential " + bake.request().sshCredentialsId
                    + ". It costs until you terminate it, with its security group; the first bake of this job after "
                    + bake.expires() + " does so");
            return true;
        }
        AwsClients aws = context.aws(bake.request().aws);
        Instant now = context.now();
        Removals removals = new Removals();
        removals.add(() -> new BakeInstance(bake, context).end(now));
        removals.add(() -> BakeImage.discard(bake, aws, now));
        removals.add(() -> BakeGroup.delete(bake, aws, now));
        boolean nothingLeft = removals.finish(
                now.isAfter(Instant.ofEpochMilli(bake.undoMillis).plus(REFUSED_FOR)));
        if (nothingLeft) {
            context.log(
                    bake.published
                            ? "removed: of the bake nothing is left in AWS but " + image(bake)
                            : "removed: nothing of the bake is left in AWS");
        }
        return nothingLeft;
    }

    private static String image(Bake bake) {
        return "the image " + bake.imageId + " (" + bake.imageName
                + "), which was published before the bake was to stop:"
                + " later bakes may have found it. Deregister it if nobody needs it";
    }

    /** What may be left: a sentence; empty for nothing. */
    static String remains(Bake bake) {
        List<String> left = new ArrayList<>();
        if (bake.launchIntended) {
            left.add(bake.instanceId == null ? "an instance" : "the instance " + bake.instanceId);
        }
        if (bake.groupIntended) {
            left.add("the security group " + (bake.groupId == null ? "hummingbird-" + bake.id() : bake.groupId));
        }
        if (bake.imageIntended && !bake.published) {
            left.add("the image " + (bake.imageId == null ? bake.imageName : bake.imageId) + " with its snapshots");
        }
        String kept = bake.published ? "There stays " + image(bake) + ". " : "";
        return left.isEmpty()
                ? kept.strip()
                : kept + "There may remain in AWS, with the tag " + BakeTags.BAKE + "=" + bake.id() + ": "
                        + String.join(", ", left) + ". Remove it in the EC2 console; the first bake of this job after "
                        + bake.expires() + " does so, too.";
    }
}
