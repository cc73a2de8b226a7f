package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
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

/** The image that a bake makes, and the snapshots that it consists of. */
final class BakeImage {
    private BakeImage() {}

    /** @return the snapshots of an image; few or none while it is being made */
    static List<String> snapshots(Image image) {
        return image.blockDeviceMappings().stream()
                .map(device -> device.ebs() == null ? null : device.ebs().snapshotId())
                .filter(Objects::nonNull)
                .filter(id -> !id.isEmpty())
                .toList();
    }

    /** Says when an image is encrypted that was asked for without; one that is reused may be, too. */
    static void warnOfEncryption(Image image, Bake bake, BakeContext context) {
        boolean encrypted = image.blockDeviceMappings().stream()
                .anyMatch(device ->
                        device.ebs() != null && Boolean.TRUE.equals(device.ebs().encrypted()));
        if (encrypted && !bake.request().encrypted) {
            context.log("warning: the image is encrypted although encrypted is false: its base image, or all that the"
                    + " account has in EBS, is or was then. Such an image cannot be made public, nor shared unless its"
                    + " key is your own");
        }
    }

    /** @return whether an image of the bake's name is the bake's own */
    static boolean isOf(Bake bake, Image image) {
        return BakeTags.value(image.tags(), BakeTags.BAKE).equals(bake.id());
    }

    /** Gives the image and its snapshots other tags. */
    static void tag(Bake bake, BakeContext context, List<String> ids, List<Tag> tags)
            throws IOException, OperationException {
        AwsClients aws = context.aws(bake.request().aws);
        String what = String.join(", ", ids);
        if (new RecentlyMade(aws, what, bake.imageMillis, context.now())
                        .call(
                                "tagging " + what,
                                ec2 -> ec2.createTags(r -> r.resources(ids).tags(tags)))
                == null) {
            throw new OperationException("The image " + bake.imageId + " or a snapshot of it is gone from "
                    + aws.region() + ": somebody has removed it. Bake again.");
        }
    }

    /**
     * Removes the image with its snapshots, if it was made or may have been. One that is published stays: another bake may
     * have found it, or its result may be in use.
     *
     * @return whether nothing is left of it that is to be removed
     */
    static boolean discard(Bake bake, AwsClients aws, Instant now) throws IOException, OperationException {
        if (!bake.imageIntended) {
            return true;
        }
        if (bake.imageId == null) {
            Optional<Image> found = new OwnImages(aws).named(bake.imageName).filter(image -> isOf(bake, image));
            if (found.isEmpty()) {
                return UndoBake.lookedLongEnough(bake, now);
            }
            bake.imageId = found.get().imageId();
        }
        if (bake.publishIntended) {
            bake.published |= isPublished(aws, bake.imageId);
            if (bake.published) {
                return true;
            }
            if (!UndoBake.lookedLongEnough(bake, now)) {
                return false;
            }
        }
        remove(aws, bake.imageId, bake.snapshotIds);
        return true;
    }

    private static boolean isPublished(AwsClients aws, String id) throws IOException, OperationException {
        return new OwnImages(aws)
                .find("looking for the image " + id, BakeTags.is("image-id", id)).stream()
                        .anyMatch(image ->
                                !BakeTags.value(image.tags(), ImageTags.DIGEST).isEmpty());
    }

    /**
     * Removes an image, then its snapshots, which are not let go before. May be called again: they name the image also
     * when that is gone.
     *
     * @param known some of its snapshots, if they are known
     */
    static void remove(AwsClients aws, String id, List<String> known) throws IOException, OperationException {
        Set<String> snapshots = new TreeSet<>(known);
        for (Image image : new OwnImages(aws).find("looking for the image " + id, BakeTags.is("image-id", id))) {
            snapshots.addAll(snapshots(image));
        }
        new IdempotentRemoval(aws, "removing the image " + id)
                .call(ec2 -> ec2.deregisterImage(r -> r.imageId(id)), ec2 -> isThere(ec2, id));
        // as CreateImage describes them
        for (Snapshot snapshot :
                findSnapshots(aws, BakeTags.is("description", "Created by CreateImage(*) for " + id + "*"))) {
            snapshots.add(snapshot.snapshotId());
        }
        for (String snapshot : snapshots) {
            removeSnapshot(aws, snapshot);
        }
    }

    static void removeSnapshot(AwsClients aws, String id) throws IOException, OperationException {
        // an image that was deregistered a moment ago holds its snapshots for some seconds
        boolean gone = new IdempotentRemoval(aws, "removing the snapshot " + id, "InvalidSnapshot.InUse")
                .call(ec2 -> ec2.deleteSnapshot(r -> r.snapshotId(id)), ec2 -> isSnapshotThere(ec2, id));
        if (!gone) {
            throw new IOException("the snapshot " + id + " is still in use in " + aws.region());
        }
    }

    private static boolean isSnapshotThere(Ec2Client ec2, String snapshot) {
        return !ec2.describeSnapshots(r -> r.ownerIds("self").filters(BakeTags.is("snapshot-id", snapshot)))
                .snapshots()
                .isEmpty();
    }

    private static boolean isThere(Ec2Client ec2, String image) {
        return !ec2.describeImages(r -> r.owners("self").filters(BakeTags.is("image-id", image)))
                .images()
                .isEmpty();
    }

    static List<Snapshot> findSnapshots(AwsClients aws, Filter... filters) throws IOException, OperationException {
        return aws.ec2(
                "looking for snapshots",
                ec2 -> ec2.describeSnapshotsPaginator(r -> r.ownerIds("self").filters(filters)).snapshots().stream()
                        .toList());
    }
}
