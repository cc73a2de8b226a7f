package io.jenkins.plugins.hummingbird.image.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.image.ec2.GroupCalls;
import io.jenkins.plugins.hummingbird.image.ec2.ImageCalls;
import io.jenkins.plugins.hummingbird.image.ec2.InstanceCalls;
import io.jenkins.plugins.hummingbird.image.ec2.InstanceLogin;
import io.jenkins.plugins.hummingbird.image.ec2.Removals;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.image.state.TagKeys;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Undoes a bake: removes what it has created, or may have created, in AWS. */
public final class UndoBake {
    /** After it a refusal ends the undoing, while there is time for that, see {@code Operation}. */
    private static final Duration REFUSED_FOR = Duration.ofSeconds(90);

    private UndoBake() {}

    /**
     * Makes one move.
     *
     * @param keepsInstance whether the instance stays for inspection
     * @return true when nothing is left, or what is left is to be kept
     */
    public static boolean move(BakeState bake, BakeContext context, boolean keepsInstance)
            throws IOException, OperationException {
        if (bake.undoingSince == null) {
            bake.undoingSince = context.now();
        }
        if (!bake.hasCreatedAnything()) {
            return true;
        }
        if (keepsInstance) {
            context.log("kept: the instance " + bake.instance.id + ". Log in by ssh -p "
                    + bake.request().sshPort + " " + InstanceLogin.user(bake.request()) + "@" + bake.instance.address
                    + " with the key of the credential " + bake.request().sshCredentialsId
                    + ". It costs until you terminate it, with its security group; the first bake of this job after "
                    + bake.expires() + " does so");
            return true;
        }
        AwsClients aws = context.aws(bake.request().aws);
        Instant now = context.now();
        Removals removals = new Removals();
        removals.add(() -> new InstanceCalls(bake, context).terminate(now));
        removals.add(() -> ImageCalls.discard(bake, aws, now));
        removals.add(() -> GroupCalls.delete(bake, aws, now));
        boolean nothingLeft = removals.finish(now.isAfter(bake.undoingSince.plus(REFUSED_FOR)));
        if (nothingLeft) {
            context.log(
                    bake.image.published
                            ? "removed: nothing is left in AWS but " + image(bake)
                            : "removed: nothing of the bake is left in AWS");
        }
        return nothingLeft;
    }

    private static String image(BakeState bake) {
        return "the image " + bake.image.id + " (" + bake.image.name
                + "), which was published before the bake was stopped:"
                + " later bakes may have found it. Deregister it if nobody needs it";
    }

    /** @return what may be left, and how to remove it: a sentence; empty for nothing */
    public static String remains(BakeState bake) {
        List<String> left = new ArrayList<>();
        if (bake.instance.isRequested()) {
            left.add(bake.instance.id == null ? "an instance" : "the instance " + bake.instance.id);
        }
        if (bake.group.isRequested()) {
            left.add("the security group " + (bake.group.id == null ? "hummingbird-" + bake.id() : bake.group.id));
        }
        if (bake.image.isRequested() && !bake.image.published) {
            left.add("the image " + (bake.image.id == null ? bake.image.name : bake.image.id) + " with its snapshots");
        }
        String kept = bake.image.published ? "Kept: " + image(bake) + ". " : "";
        return left.isEmpty()
                ? kept.strip()
                : kept + "There may remain in AWS, with the tag " + TagKeys.BAKE + "=" + bake.id() + ": "
                        + String.join(", ", left) + ". Remove it in the EC2 console; the first bake of this job after "
                        + bake.expires() + " does so, too.";
    }
}
