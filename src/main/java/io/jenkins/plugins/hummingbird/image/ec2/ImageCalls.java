package io.jenkins.plugins.hummingbird.image.ec2;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.image.state.TagKeys;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Calls for the image of a bake and the snapshots that it consists of: tags, removal, and messages about them. */
public final class ImageCalls {
    private ImageCalls() {}

    /** @return the snapshots of an image; few or none while it is being created */
    public static List<String> snapshots(Image image) {
        return image.blockDeviceMappings().stream()
                .map(device -> device.ebs() == null ? null : device.ebs().snapshotId())
                .filter(Objects::nonNull)
                .filter(id -> !id.isEmpty())
                .toList();
    }

    /** Warns when an image is encrypted that was requested without encryption; one that is reused may be, too. */
    public static void warnOfEncryption(Image image, BakeState bake, BakeContext context) {
        boolean encrypted = image.blockDeviceMappings().stream()
                .anyMatch(device ->
                        device.ebs() != null && Boolean.TRUE.equals(device.ebs().encrypted()));
        if (encrypted && !bake.request().encrypted) {
            context.log("warning: the image is encrypted although encrypted is false: its base image, or all that the"
                    + " account has in EBS, is or was then. Such an image cannot be made public, nor shared unless its"
                    + " key is your own");
        }
    }

    /** @return whether an image of the bake's name was created by the bake */
    public static boolean isOf(BakeState bake, Image image) {
        return Ec2Queries.tag(image.tags(), TagKeys.BAKE).equals(bake.id());
    }

    /** @return the failure when the name of a bake's image belongs to another image already */
    public static OperationException nameTaken(BakeState bake, AwsClients aws, Image image) {
        return new OperationException("name: the name '" + bake.image.name + "' is taken in " + aws.region()
                + " by the image " + image.imageId()
                + ", which was built from other inputs. Choose another, let it hold {timestamp}, or deregister that"
                + " image.");
    }

    /** Gives the image and its snapshots other tags. */
    public static void tag(BakeState bake, BakeContext context, List<String> ids, List<Tag> tags)
            throws IOException, OperationException {
        AwsClients aws = context.aws(bake.request().aws);
        String what = String.join(", ", ids);
        if (new RecentlyCreated(aws, what, bake.image.requested, context.now())
                        .call(
                                "tagging " + what,
                                ec2 -> ec2.createTags(r -> r.resources(ids).tags(tags)))
                == null) {
            throw new OperationException("The image " + bake.image.id + " or a snapshot of it no longer exists in "
                    + aws.region() + ": somebody has removed it. Bake again.");
        }
    }

    /**
     * Removes the image with its snapshots, if it was created or may have been. One that is published stays: another
     * bake may have found it, or its result may be in use.
     *
     * @return whether nothing is left of it that is to be removed
     */
    public static boolean discard(BakeState bake, AwsClients aws, Instant now) throws IOException, OperationException {
        if (!bake.image.isRequested()) {
            return true;
        }
        if (bake.image.id == null) {
            Optional<Image> found =
                    new AccountImages(aws).named(bake.image.name).filter(image -> isOf(bake, image));
            if (found.isEmpty()) {
                return bake.lookedLongEnough(now);
            }
            bake.image.id = found.get().imageId();
        }
        if (bake.image.publishRequested) {
            bake.image.published |= isPublished(aws, bake.image.id);
            if (bake.image.published) {
                return true;
            }
            if (!bake.lookedLongEnough(now)) {
                return false;
            }
        }
        remove(aws, bake.image.id, bake.image.snapshotIds);
        return true;
    }

    private static boolean isPublished(AwsClients aws, String id) throws IOException, OperationException {
        return new AccountImages(aws)
                .find("looking for the image " + id, Ec2Queries.filter("image-id", id)).stream()
                        .anyMatch(image ->
                                !Ec2Queries.tag(image.tags(), TagKeys.DIGEST).isEmpty());
    }

    /**
     * Removes an image, then its snapshots, which cannot be deleted before. May be called again: they name the image
     * also when that is gone.
     *
     * @param known those of its snapshots that are known
     */
    public static void remove(AwsClients aws, String id, List<String> known) throws IOException, OperationException {
        Set<String> snapshots = new TreeSet<>(known);
        for (Image image :
                new AccountImages(aws).find("looking for the image " + id, Ec2Queries.filter("image-id", id))) {
            snapshots.addAll(snapshots(image));
        }
        new IdempotentRemoval(aws, "removing the image " + id)
                .call(ec2 -> ec2.deregisterImage(r -> r.imageId(id)), ec2 -> exists(ec2, id));
        // as CreateImage describes them
        for (Snapshot snapshot :
                findSnapshots(aws, Ec2Queries.filter("description", "Created by CreateImage(*) for " + id + "*"))) {
            snapshots.add(snapshot.snapshotId());
        }
        for (String snapshot : snapshots) {
            removeSnapshot(aws, snapshot);
        }
    }

    /** @throws IOException also while it is still in use */
    public static void removeSnapshot(AwsClients aws, String id) throws IOException, OperationException {
        // an image that was deregistered a moment ago holds its snapshots for some seconds
        boolean gone = new IdempotentRemoval(aws, "removing the snapshot " + id, "InvalidSnapshot.InUse")
                .call(ec2 -> ec2.deleteSnapshot(r -> r.snapshotId(id)), ec2 -> snapshotExists(ec2, id));
        if (!gone) {
            throw new IOException("the snapshot " + id + " is still in use in " + aws.region());
        }
    }

    private static boolean snapshotExists(Ec2Client ec2, String snapshot) {
        return !ec2.describeSnapshots(r -> r.ownerIds("self").filters(Ec2Queries.filter("snapshot-id", snapshot)))
                .snapshots()
                .isEmpty();
    }

    private static boolean exists(Ec2Client ec2, String image) {
        return !Ec2Queries.images(ec2, r -> r.owners("self").filters(Ec2Queries.filter("image-id", image)))
                .isEmpty();
    }

    /** @return the snapshots of this account for which all filters hold */
    public static List<Snapshot> findSnapshots(AwsClients aws, Filter... filters)
            throws IOException, OperationException {
        return aws.ec2(
                "looking for snapshots",
                ec2 -> ec2.describeSnapshotsPaginator(r -> r.ownerIds("self").filters(filters)).snapshots().stream()
                        .toList());
    }
}
