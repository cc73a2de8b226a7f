package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Removes what earlier bakes of the same job and controller have left behind and should have removed by now, as when the
 * controller was lost. It is found by its tags.
 */
final class CleanLeftovers implements BakePart {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** The bake itself is what people wait for. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Override
    public Next move(Bake bake, BakeSurroundings around) throws IOException, OperationException {
        if (bake.leftoversMillis == 0) {
            bake.leftoversMillis = around.now().toEpochMilli();
        }
        boolean late =
                around.now().isAfter(Instant.ofEpochMilli(bake.leftoversMillis).plus(LONGEST));
        try {
            return clean(around, around.aws(bake.request().aws)) || late ? bake.goOn() : Next.in(PAUSE);
        } catch (OperationException e) {
            around.log("warning: what earlier bakes of this job may have left is not removed: " + e.getMessage());
            return bake.goOn();
        }
    }

    /** @return whether nothing is left */
    private static boolean clean(BakeSurroundings around, AwsClients aws) throws IOException, OperationException {
        List<Filter> ofJob = BakeTags.ofJob(around);
        Filter[] filters = ofJob.toArray(Filter[]::new);
        Instant now = around.now();
        for (Instance instance : BakeInstance.alive(aws, ofJob)) {
            if (BakeTags.expired(instance.tags(), now)) {
                BakeInstance.terminate(aws, instance.instanceId());
                say(around, "the instance " + instance.instanceId(), instance.tags());
            }
        }
        for (Image image : new OwnImages(aws).find("looking for images of earlier bakes", filters)) {
            if (BakeTags.expired(image.tags(), now)) {
                BakeImage.remove(aws, image.imageId(), List.of());
                say(around, "the image " + image.imageId(), image.tags());
            }
        }
        for (Snapshot snapshot : BakeImage.findSnapshots(aws, filters)) {
            if (BakeTags.expired(snapshot.tags(), now)) {
                BakeImage.removeSnapshot(aws, snapshot.snapshotId());
                say(around, "the snapshot " + snapshot.snapshotId(), snapshot.tags());
            }
        }
        return cleanGroups(around, aws, filters, now);
    }

    private static boolean cleanGroups(BakeSurroundings around, AwsClients aws, Filter[] filters, Instant now)
            throws IOException, OperationException {
        boolean all = true;
        List<SecurityGroup> groups =
                aws.ec2("looking for security groups", ec2 -> ec2.describeSecurityGroups(r -> r.filters(filters))
                        .securityGroups());
        for (SecurityGroup group : groups) {
            if (BakeTags.expired(group.tags(), now)) {
                boolean gone = BakeGroup.delete(group.groupId(), aws);
                if (gone) {
                    say(around, "the security group " + group.groupId(), group.tags());
                }
                all &= gone;
            }
        }
        return all;
    }

    private static void say(BakeSurroundings around, String what, List<Tag> tags) {
        around.log("removed " + what + ", left by the bake " + BakeTags.value(tags, BakeTags.BAKE) + " of this job");
    }
}
