package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsFailure;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
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
 * Launches the instance. The client token is of the bake and of the instance's type, and the same parameters are sent
 * each time, so that there is one instance however often this is called: another type is tried only after a refusal.
 */
final class LaunchInstance implements BakePart {
    /** The zone lacks the type: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html. */
    private static final String NOT_OFFERED = "Unsupported";

    @Override
    public Next move(Bake bake, BakeContext context) throws IOException, OperationException {
        AwsClients aws = context.aws(bake.request().aws);
        if (!bake.launchIntended) {
            bake.keys = BakeKeys.make(bake.request(), context);
            bake.launchIntended = true;
            bake.launchMillis = context.now().toEpochMilli();
            context.save();
        }
        RunInstancesRequest launch = request(bake, context);
        // the group was made a moment ago; the base image was seen before
        String id = new RecentlyMade(aws, "what the instance needs", bake.launchMillis, context.now())
                .call("launching an instance", ec2 -> launch(ec2, launch, InstanceTypes.hasNext(bake)));
        if (id == null) {
            throw new OperationException("AWS, launching an instance in " + aws.region()
                    + ": the base image, the subnet or a security group is gone: " + bake.baseImageId + ", "
                    + bake.request().subnetId + ", " + bake.request().securityGroupIds + ". Bake again.");
        }
        if (id.isEmpty()) {
            String other = InstanceTypes.next(bake, aws);
            context.log("instance: AWS does not offer " + bake.instanceType + " there; tries " + other);
            bake.instanceType = other;
            return Next.now();
        }
        bake.instanceId = id;
        bake.keys.forgetHostKey();
        context.log("instance: " + id + " (" + InstanceTypes.of(bake) + ")");
        return bake.goOn();
    }

    /** @return its id; empty when its zone does not offer the type, and another may do */
    private static String launch(Ec2Client ec2, RunInstancesRequest launch, boolean mayBeAnother) {
        try {
            return ec2.runInstances(launch).instances().get(0).instanceId();
        } catch (SdkException e) {
            if (mayBeAnother && AwsFailure.code(e).equals(NOT_OFFERED)) {
                return "";
            }
            throw e;
        }
    }

    private static RunInstancesRequest request(Bake bake, BakeContext context) throws OperationException {
        List<Tag> tags = BakeTags.temporary(bake, context);
        String userData = bake.keys.userData(context);
        RunInstancesRequest.Builder launch = RunInstancesRequest.builder()
                .clientToken(clientToken(bake))
                .minCount(1)
                .maxCount(1)
                .imageId(bake.baseImageId)
                .instanceType(InstanceTypes.of(bake))
                .userData(Base64.getEncoder().encodeToString(userData.getBytes(StandardCharsets.UTF_8)))
                .instanceInitiatedShutdownBehavior(ShutdownBehavior.STOP)
                .metadataOptions(options -> options.httpTokens(HttpTokensState.REQUIRED))
                .blockDeviceMappings(BlockDeviceMapping.builder()
                        .deviceName(bake.rootDevice)
                        .ebs(volume(bake))
                        .build())
                .tagSpecifications(BakeTags.on(ResourceType.INSTANCE, tags), BakeTags.on(ResourceType.VOLUME, tags));
        placeInNetwork(launch, bake);
        return launch.build();
    }

    /** Without the first type, so that a bake which an older release has begun gets the instance that it launched. */
    private static String clientToken(Bake bake) {
        return BakeDigest.of(InstanceTypes.isFirst(bake) ? bake.id() : bake.id() + ' ' + InstanceTypes.of(bake));
    }

    private static EbsBlockDevice volume(Bake bake) {
        EbsBlockDevice.Builder volume =
                EbsBlockDevice.builder().volumeType(VolumeType.GP3).deleteOnTermination(true);
        if (bake.request().encrypted) {
            // never false: EC2 refuses that of a snapshot that is encrypted
            volume.encrypted(true);
        }
        if (!bake.request().kmsKeyId.isEmpty()) {
            volume.kmsKeyId(bake.request().kmsKeyId);
        }
        if (bake.rootGiB > 0) {
            volume.volumeSize(bake.rootGiB);
        }
        return volume.build();
    }

    private static void placeInNetwork(RunInstancesRequest.Builder launch, Bake bake) {
        BakeRequest request = bake.request();
        List<String> groups = bake.groupId == null ? BakeCheck.groups(request) : List.of(bake.groupId);
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
