package io.jenkins.plugins.hummingbird.image.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import io.jenkins.plugins.hummingbird.image.ec2.ImageCalls;
import io.jenkins.plugins.hummingbird.image.ec2.RecentlyCreated;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/**
 * Waits until the image can be launched, for as long as the bake may take: a snapshot of a large disk needs its time.
 */
public final class WaitForImage implements BakeHandler {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    @Override
    public PhaseResult<BakePhase> move(BakeState bake, BakeContext context) throws IOException, OperationException {
        AwsClients aws = context.aws(bake.request().aws);
        Image image = new RecentlyCreated(aws, "the image " + bake.image.id, bake.image.requested, context.now())
                .call("looking at the image " + bake.image.id, ec2 -> Ec2Queries.image(ec2, bake.image.id)
                        .orElse(null));
        if (image == null) {
            throw new OperationException("The image " + bake.image.id + " no longer exists in " + aws.region()
                    + ": somebody has removed it. Bake again.");
        }
        List<String> snapshots = ImageCalls.snapshots(image);
        if (!bake.image.snapshotIds.containsAll(snapshots)) {
            bake.image.snapshotIds.clear();
            bake.image.snapshotIds.addAll(snapshots);
        }
        if (image.state() == ImageState.AVAILABLE) {
            ImageCalls.warnOfEncryption(image, bake, context);
            return PhaseResult.done();
        }
        if (image.state() != ImageState.PENDING) {
            throw new OperationException("AWS could not create the image " + bake.image.id + ": its state is "
                    + image.stateAsString()
                    + (image.stateReason() == null
                            ? ""
                            : ", " + image.stateReason().message())
                    + ". Bake again.");
        }
        logProgress(bake, context, aws);
        return PhaseResult.stay(PAUSE);
    }

    private static void logProgress(BakeState bake, BakeContext context, AwsClients aws) throws IOException {
        if (bake.image.snapshotIds.isEmpty()) {
            return;
        }
        List<Snapshot> snapshots;
        try {
            snapshots = ImageCalls.findSnapshots(
                    aws, Ec2Queries.filter("snapshot-id", bake.image.snapshotIds.toArray(String[]::new)));
        } catch (OperationException e) {
            if (bake.image.loggedPercent == 0) {
                // no reason to lose the image
                context.log("warning: the progress of the image is not known: " + e.getMessage());
                bake.image.loggedPercent = 1;
            }
            return;
        }
        int percent = snapshots.stream().mapToInt(WaitForImage::percent).min().orElse(0);
        if (percent > bake.image.loggedPercent) {
            bake.image.loggedPercent = percent;
            context.log("image: " + percent + "% of the snapshot");
        }
    }

    private static int percent(Snapshot snapshot) {
        String digits = String.valueOf(snapshot.progress()).replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
