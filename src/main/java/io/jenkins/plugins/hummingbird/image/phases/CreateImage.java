package io.jenkins.plugins.hummingbird.image.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsFailure;
import io.jenkins.plugins.hummingbird.image.ec2.AccountImages;
import io.jenkins.plugins.hummingbird.image.ec2.BakeTags;
import io.jenkins.plugins.hummingbird.image.ec2.ImageCalls;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateImageRequest;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Begins the creation of the image. CreateImage takes no client token: the image's name, which is unique, tells whether
 * it was begun. Image and snapshots have their tags from the first moment: docs/iam-bake.json allows no change of what
 * has none.
 */
public final class CreateImage implements BakeHandler {
    /** The instance is not known to be stopped everywhere yet. */
    private static final Set<String> NOT_YET = Set.of("IncorrectState", "IncorrectInstanceState");

    private static final String TAKEN = "InvalidAMIName.Duplicate";

    @Override
    public PhaseResult<BakePhase> move(BakeState bake, BakeContext context) throws IOException, OperationException {
        AwsClients aws = context.aws(bake.request().aws);
        if (!bake.image.isRequested()) {
            bake.image.requested = context.now();
            context.save();
        } else {
            Optional<Image> existing = new AccountImages(aws).named(bake.image.name);
            if (existing.isPresent()) {
                return adopt(bake, context, aws, existing.get());
            }
        }
        List<Tag> tags = BakeTags.temporary(bake, context);
        CreateImageRequest request = CreateImageRequest.builder()
                .instanceId(bake.instance.id)
                .name(bake.image.name)
                .description("ParallelCluster " + bake.base.parallelClusterVersion + ", baked by Hummingbird from "
                        + bake.base.imageId)
                .tagSpecifications(BakeTags.on(ResourceType.IMAGE, tags), BakeTags.on(ResourceType.SNAPSHOT, tags))
                .build();
        String id = aws.ec2("creating the image " + bake.image.name, ec2 -> create(ec2, request));
        if (id == null) {
            throw new IOException("the image " + bake.image.name + " cannot be created yet in " + aws.region());
        }
        return begun(bake, context, id);
    }

    private static String create(Ec2Client ec2, CreateImageRequest request) {
        try {
            return ec2.createImage(request).imageId();
        } catch (SdkException e) {
            String code = AwsFailure.code(e);
            if (NOT_YET.contains(code) || code.equals(TAKEN)) {
                return null; // the next move looks for the name
            }
            throw e;
        }
    }

    private static PhaseResult<BakePhase> adopt(BakeState bake, BakeContext context, AwsClients aws, Image image)
            throws OperationException {
        if (!ImageCalls.isOf(bake, image)) {
            throw ImageCalls.nameTaken(bake, aws, image);
        }
        return begun(bake, context, image.imageId());
    }

    private static PhaseResult<BakePhase> begun(BakeState bake, BakeContext context, String id) {
        bake.image.id = id;
        context.log("image: " + id + " (" + bake.image.name + "), until it is available");
        return PhaseResult.done();
    }
}
