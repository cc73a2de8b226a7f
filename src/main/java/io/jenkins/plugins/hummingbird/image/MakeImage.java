package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsFailure;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
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
 * Begins the image. CreateImage knows no token: the image's name, which is given once, tells whether it was begun. Image
 * and snapshots have their tags from the first moment: docs/iam-bake.json allows nothing to be done to what has none.
 */
final class MakeImage implements BakePart {
    /** What passes: the instance is not seen at rest everywhere yet, or another attempt has made the image. */
    private static final Set<String> LATER = Set.of("IncorrectState", "IncorrectInstanceState");

    private static final String TAKEN = "InvalidAMIName.Duplicate";

    @Override
    public Next move(Bake bake, BakeContext context) throws IOException, OperationException {
        AwsClients aws = context.aws(bake.request().aws);
        if (!bake.imageIntended) {
            bake.imageIntended = true;
            bake.imageMillis = context.now().toEpochMilli();
            context.save();
        } else {
            Optional<Image> there = new OwnImages(aws).named(bake.imageName);
            if (there.isPresent()) {
                return adopt(bake, context, aws, there.get());
            }
        }
        List<Tag> tags = BakeTags.temporary(bake, context);
        CreateImageRequest request = CreateImageRequest.builder()
                .instanceId(bake.instanceId)
                .name(bake.imageName)
                .description("ParallelCluster " + bake.version + ", baked by Hummingbird upon " + bake.baseImageId)
                .tagSpecifications(BakeTags.on(ResourceType.IMAGE, tags), BakeTags.on(ResourceType.SNAPSHOT, tags))
                .build();
        String id = aws.ec2("making the image " + bake.imageName, ec2 -> create(ec2, request));
        if (id == null) {
            throw new IOException("the image " + bake.imageName + " cannot be begun yet in " + aws.region());
        }
        return begun(bake, context, id);
    }

    private static String create(Ec2Client ec2, CreateImageRequest request) {
        try {
            return ec2.createImage(request).imageId();
        } catch (SdkException e) {
            String code = AwsFailure.code(e);
            if (LATER.contains(code) || code.equals(TAKEN)) {
                return null; // the next move looks for the name
            }
            throw e;
        }
    }

    private static Next adopt(Bake bake, BakeContext context, AwsClients aws, Image image) throws OperationException {
        if (!BakeImage.isOf(bake, image)) {
            throw ChooseBase.taken(bake, aws, image);
        }
        return begun(bake, context, image.imageId());
    }

    private static Next begun(Bake bake, BakeContext context, String id) {
        bake.imageId = id;
        context.log("image: " + id + " (" + bake.imageName + "), until it is available");
        return bake.goOn();
    }
}
