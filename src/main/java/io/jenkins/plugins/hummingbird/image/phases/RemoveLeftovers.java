package io.jenkins.plugins.hummingbird.image.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import io.jenkins.plugins.hummingbird.image.ec2.AccountImages;
import io.jenkins.plugins.hummingbird.image.ec2.BakeTags;
import io.jenkins.plugins.hummingbird.image.ec2.GroupCalls;
import io.jenkins.plugins.hummingbird.image.ec2.ImageCalls;
import io.jenkins.plugins.hummingbird.image.ec2.InstanceCalls;
import io.jenkins.plugins.hummingbird.image.ec2.Removals;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.image.state.TagKeys;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Removes what earlier bakes of the same job and controller have left behind and should have removed by now, as when
 * the controller was lost. It is found by its tags. A bake that reuses an image does so, too, because there may be no
 * other for months; it ends here.
 */
public final class RemoveLeftovers implements BakeHandler {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** People wait for the bake itself. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Override
    public PhaseResult<BakePhase> move(BakeState bake, BakeContext context) throws IOException, OperationException {
        if (bake.removingLeftoversSince == null) {
            bake.removingLeftoversSince = context.now();
        }
        boolean late = bake.reused != null || context.now().isAfter(bake.removingLeftoversSince.plus(LONGEST));
        try {
            if (!clean(context, context.aws(bake.request().aws))) {
                if (!late) {
                    return PhaseResult.stay(PAUSE);
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
        return bake.reused == null
                ? PhaseResult.done()
                : PhaseResult.end(BakeResult.of(bake, context, bake.reused.id(), bake.reused.name(), true));
    }

    private static void notRemoved(BakeContext context, String why) {
        context.log(
                "warning: what earlier bakes of this job may have left is not all removed; the next one tries again: "
                        + why);
    }

    /** @return whether nothing is left */
    private static boolean clean(BakeContext context, AwsClients aws) throws IOException, OperationException {
        List<Filter> ofJob = BakeTags.ofJob(context);
        Filter[] filters = ofJob.toArray(Filter[]::new);
        Removals removals = new Removals();
        for (Instance instance : InstanceCalls.alive(aws, ofJob)) {
            String id = instance.instanceId();
            remove(removals, context, "the instance " + id, instance.tags(), () -> {
                InstanceCalls.terminate(aws, id);
                return true;
            });
        }
        for (Image image : new AccountImages(aws).find("looking for images of earlier bakes", filters)) {
            String id = image.imageId();
            remove(removals, context, "the image " + id, image.tags(), () -> {
                ImageCalls.remove(aws, id, List.of());
                return true;
            });
        }
        for (Snapshot snapshot : ImageCalls.findSnapshots(aws, filters)) {
            String id = snapshot.snapshotId();
            remove(removals, context, "the snapshot " + id, snapshot.tags(), () -> {
                ImageCalls.removeSnapshot(aws, id);
                return true;
            });
        }
        List<SecurityGroup> groups =
                aws.ec2("looking for security groups", ec2 -> ec2.describeSecurityGroups(r -> r.filters(filters))
                        .securityGroups());
        for (SecurityGroup group : groups) {
            String id = group.groupId();
            remove(removals, context, "the security group " + id, group.tags(), () -> GroupCalls.delete(id, aws));
        }
        // does not wait for the rest: the group of an instance that may not be terminated stays as long as that
        return removals.finish(true);
    }

    private static void remove(
            Removals removals, BakeContext context, String what, List<Tag> tags, Removals.Removal removal) {
        if (!BakeTags.expired(tags, context.now())) {
            return;
        }
        removals.add(() -> {
            boolean gone = removal.remove();
            if (gone) {
                context.log("removed " + what + ", left by the bake " + Ec2Queries.tag(tags, TagKeys.BAKE)
                        + " of this job");
            }
            return gone;
        });
    }
}
