package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/** Waits until the image can be launched, for as long as the bake may take: a snapshot of a large disk needs its time. */
final class AwaitImage implements BakePart {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    @Override
    public Next move(Bake bake, BakeContext context) throws IOException, OperationException {
        AwsClients aws = context.aws(bake.request().aws);
        Image image = new RecentlyMade(aws, "the image " + bake.imageId, bake.imageMillis, context.now())
                .call(
                        "looking at the image " + bake.imageId,
                        ec2 -> ec2.describeImages(r -> r.imageIds(bake.imageId)).images().stream()
                                .findFirst()
                                .orElse(null));
        if (image == null) {
            throw new OperationException("The image " + bake.imageId + " is gone from " + aws.region()
                    + ": somebody has removed it. Bake again.");
        }
        List<String> snapshots = BakeImage.snapshots(image);
        if (!bake.snapshotIds.containsAll(snapshots)) {
            bake.snapshotIds.clear();
            bake.snapshotIds.addAll(snapshots);
        }
        if (image.state() == ImageState.AVAILABLE) {
            BakeImage.warnOfEncryption(image, bake, context);
            return bake.goOn();
        }
        if (image.state() != ImageState.PENDING) {
            throw new OperationException("AWS could not make the image " + bake.imageId + ": its state is "
                    + image.stateAsString()
                    + (image.stateReason() == null
                            ? ""
                            : ", " + image.stateReason().message())
                    + ". Bake again.");
        }
        sayProgress(bake, context, aws);
        return Next.in(PAUSE);
    }

    private static void sayProgress(Bake bake, BakeContext context, AwsClients aws) throws IOException {
        if (bake.snapshotIds.isEmpty()) {
            return;
        }
        List<Snapshot> snapshots;
        try {
            snapshots =
                    BakeImage.findSnapshots(aws, BakeTags.is("snapshot-id", bake.snapshotIds.toArray(String[]::new)));
        } catch (OperationException e) {
            if (bake.percentSaid == 0) {
                // not worth the image
                context.log("warning: how far the image is cannot be seen: " + e.getMessage());
                bake.percentSaid = 1;
            }
            return;
        }
        int percent = snapshots.stream().mapToInt(AwaitImage::percent).min().orElse(0);
        if (percent > bake.percentSaid) {
            bake.percentSaid = percent;
            context.log("image: " + percent + "% of the snapshot");
        }
    }

    private static int percent(Snapshot snapshot) {
        String digits = String.valueOf(snapshot.progress()).replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
