package io.jenkins.plugins.hummingbird.image.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsFailure;
import io.jenkins.plugins.hummingbird.image.ec2.BakeTags;
import io.jenkins.plugins.hummingbird.image.ec2.InstanceTypes;
import io.jenkins.plugins.hummingbird.image.ec2.RecentlyCreated;
import io.jenkins.plugins.hummingbird.image.recipe.BakeDigest;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakeKeys;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/**
 * Launches the instance. The client token is made from the bake's id and the instance's type, and the same parameters
 * are sent each time, so that there is one instance however often this is called: another type is tried only after a
 * refusal.
 */
public final class LaunchInstance implements BakeHandler {
    /** The zone lacks the type: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html. */
    private static final String NOT_OFFERED = "Unsupported";

    @Override
    public PhaseResult<BakePhase> move(BakeState bake, BakeContext context) throws IOException, OperationException {
        AwsClients aws = context.aws(bake.request().aws);
        if (!bake.instance.isRequested()) {
            bake.instance.keys = BakeKeys.generate(bake.request(), context);
            bake.instance.requested = context.now();
            context.save();
        }
        RunInstancesRequest launch = request(bake, context);
        // the group was created a moment ago; the base image was found before
        String id = new RecentlyCreated(aws, "what the instance needs", bake.instance.requested, context.now())
                .call("launching an instance", ec2 -> launch(ec2, launch, InstanceTypes.hasNext(bake)));
        if (id == null) {
            throw new OperationException("AWS, launching an instance in " + aws.region()
                    + ": the base image, the subnet or a security group no longer exists: " + bake.base.imageId + ", "
                    + bake.request().subnetId + ", " + bake.request().securityGroupIds + ". Bake again.");
        }
        if (id.isEmpty()) {
            String other = InstanceTypes.next(bake, aws);
            context.log("instance: AWS does not offer " + bake.instance.type + " there; trying " + other);
            bake.instance.type = other;
            return PhaseResult.again();
        }
        bake.instance.id = id;
        bake.instance.keys.forgetHostKey();
        context.log("instance: " + id + " (" + InstanceTypes.of(bake) + ")");
        return PhaseResult.done();
    }

    /** @return its id; empty when its zone does not offer the type, and there are others to try */
    private static String launch(Ec2Client ec2, RunInstancesRequest launch, boolean hasAlternatives) {
        try {
            return ec2.runInstances(launch).instances().get(0).instanceId();
        } catch (SdkException e) {
            if (hasAlternatives && AwsFailure.code(e).equals(NOT_OFFERED)) {
                return "";
            }
            throw e;
        }
    }

    private static RunInstancesRequest request(BakeState bake, BakeContext context) throws OperationException {
        List<Tag> tags = BakeTags.temporary(bake, context);
        String userData = bake.instance.keys.userData(context);
        RunInstancesRequest.Builder launch = RunInstancesRequest.builder()
                .clientToken(clientToken(bake))
                .minCount(1)
                .maxCount(1)
                .imageId(bake.base.imageId)
                .instanceType(InstanceTypes.of(bake))
                .userData(Base64.getEncoder().encodeToString(userData.getBytes(StandardCharsets.UTF_8)))
                .instanceInitiatedShutdownBehavior(ShutdownBehavior.STOP)
                .metadataOptions(options -> options.httpTokens(HttpTokensState.REQUIRED))
                .blockDeviceMappings(BlockDeviceMapping.builder()
                        .deviceName(bake.base.device)
                        .ebs(volume(bake))
                        .build())
                .tagSpecifications(BakeTags.on(ResourceType.INSTANCE, tags), BakeTags.on(ResourceType.VOLUME, tags));
        placeInNetwork(launch, bake);
        return launch.build();
    }

    private static String clientToken(BakeState bake) {
        return BakeDigest.of(bake.id() + ' ' + InstanceTypes.of(bake));
    }

    private static EbsBlockDevice volume(BakeState bake) {
        EbsBlockDevice.Builder volume =
                EbsBlockDevice.builder().volumeType(VolumeType.GP3).deleteOnTermination(true);
        if (bake.request().encrypted) {
            // never false: EC2 refuses that of a snapshot that is encrypted
            volume.encrypted(true);
        }
        if (!bake.request().kmsKeyId.isEmpty()) {
            volume.kmsKeyId(bake.request().kmsKeyId);
        }
        if (bake.base.gib > 0) {
            volume.volumeSize(bake.base.gib);
        }
        return volume.build();
    }

    private static void placeInNetwork(RunInstancesRequest.Builder launch, BakeState bake) {
        BakeRequest request = bake.request();
        List<String> groups = bake.group.id == null ? request.securityGroups() : List.of(bake.group.id);
        if (request.subnetId.isEmpty()) {
            // the default VPC: EC2 chooses a zone where there is room, and its subnets give public addresses
            launch.securityGroupIds(groups);
        } else if (request.address.equals(BakeRequest.PUBLIC)) {
            launch.networkInterfaces(InstanceNetworkInterfaceSpecification.builder()
                    .deviceIndex(0)
                    .subnetId(request.subnetId)
                    .groups(groups)
                    .associatePublicIpAddress(true)
                    .build());
        } else {
            launch.subnetId(request.subnetId).securityGroupIds(groups);
        }
    }
}
