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
 * controller was lost. It is found by its tags. A bake that reuses an image does so, too, for there may be no other for
 * months; it ends here.
 */
final class CleanLeftovers implements BakePart {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** The bake itself is what people wait for. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Override
    public Next move(Bake bake, BakeContext context) throws IOException, OperationException {
        if (bake.leftoversMillis == 0) {
            bake.leftoversMillis = context.now().toEpochMilli();
        }
        boolean late = bake.reusedId != null
                || context.now()
                        .isAfter(Instant.ofEpochMilli(bake.leftoversMillis).plus(LONGEST));
        try {
            if (!clean(context, context.aws(bake.request().aws))) {
                if (!late) {
                    return Next.in(PAUSE);
                }
                notRemoved(context, "a security group is still in use");
            }
        } catch (OperationException e) {
            notRemoved(context, e.getMessage());
        } catch (IOException e) {
            if (!late) {
                throw e;
            }
            notRemoved(context, e.getMessage());
        }
        return bake.reusedId == null
                ? bake.goOn()
                : bake.end(BakeResult.of(bake, context, bake.reusedId, bake.reusedName, true));
    }

    private static void notRemoved(BakeContext context, String why) {
        context.log(
                "warning: what earlier bakes of this job may have left is not all removed; the next one tries it again: "
                        + why);
    }

    /** @return whether nothing is left */
    private static boolean clean(BakeContext context, AwsClients aws) throws IOException, OperationException {
        List<Filter> ofJob = BakeTags.ofJob(context);
        Filter[] filters = ofJob.toArray(Filter[]::new);
        Removals removals = new Removals();
        for (Instance instance : BakeInstance.alive(aws, ofJob)) {
            String id = instance.instanceId();
            remove(removals, context, "the instance " + id, instance.tags(), () -> {
                BakeInstance.terminate(aws, id);
                return true;
            });
        }
        for (Image image : new OwnImages(aws).find("looking for images of earlier bakes", filters)) {
            String id = image.imageId();
            remove(removals, context, "the image " + id, image.tags(), () -> {
                BakeImage.remove(aws, id, List.of());
                return true;
            });
        }
        for (Snapshot snapshot : BakeImage.findSnapshots(aws, filters)) {
            String id = snapshot.snapshotId();
            remove(removals, context, "the snapshot " + id, snapshot.tags(), () -> {
                BakeImage.removeSnapshot(aws, id);
                return true;
            });
        }
        List<SecurityGroup> groups =
                aws.ec2("looking for security groups", ec2 -> ec2.describeSecurityGroups(r -> r.filters(filters))
                        .securityGroups());
        for (SecurityGroup group : groups) {
            String id = group.groupId();
            remove(removals, context, "the security group " + id, group.tags(), () -> BakeGroup.delete(id, aws));
        }
        // not waited for the rest: the group of an instance that may not be ended stays as long as that
        return removals.finish(true);
    }

    private static void remove(
            Removals removals, BakeContext context, String what, List<Tag> tags, Removals.Removal removal) {
        if (!BakeTags.expired(tags, context.now())) {
            return;
        }
        removals.add(() -> {
            boolean gone = removal.make();
            if (gone) {
                context.log("removed " + what + ", left by the bake " + BakeTags.value(tags, BakeTags.BAKE)
                        + " of this job");
            }
            return gone;
        });
    }
}
