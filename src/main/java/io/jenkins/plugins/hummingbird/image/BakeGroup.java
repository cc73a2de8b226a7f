package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsFailure;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** The temporary security group of a bake, which lets nothing in but SSH from some addresses. Its name is its bake's. */
final class BakeGroup {
    /** Of a group that an instance, or another group, still uses: EC2 says it in both ways. */
    private static final String[] IN_USE = {"DependencyViolation", "InvalidGroup.InUse"};

    private BakeGroup() {}

    private static String name(Bake bake) {
        return "hummingbird-" + bake.id();
    }

    /** @return the id of the group; null when there is none */
    static String find(Bake bake, AwsClients aws) throws IOException, OperationException {
        List<SecurityGroup> found =
                aws.ec2("looking for the security group " + name(bake), ec2 -> ec2.describeSecurityGroups(
                                r -> r.filters(BakeTags.is("group-name", name(bake)), BakeTags.of(bake)))
                        .securityGroups());
        return found.isEmpty() ? null : found.get(0).groupId();
    }

    static String create(Bake bake, AwsClients aws, BakeContext context) throws IOException, OperationException {
        String id = aws.ec2("making a security group", ec2 -> {
            try {
                return ec2.createSecurityGroup(r -> r.groupName(name(bake))
                                .description("Temporary: SSH to the instance of a bake of Hummingbird")
                                .vpcId(bake.vpcId)
                                .tagSpecifications(
                                        BakeTags.on(ResourceType.SECURITY_GROUP, BakeTags.temporary(bake, context))))
                        .groupId();
            } catch (SdkException e) {
                if (AwsFailure.code(e).equals("InvalidGroup.Duplicate")) {
                    return null;
                }
                throw e;
            }
        });
        if (id == null) {
            throw new IOException("the security group " + name(bake) + " is there and not to be seen yet");
        }
        return id;
    }

    static void open(Bake bake, AwsClients aws, Instant now) throws IOException, OperationException {
        int port = bake.request().sshPort;
        IpPermission ssh = IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .ipRanges(bake.cidrs.stream()
                        .map(cidr -> IpRange.builder().cidrIp(cidr).build())
                        .toList())
                .userIdGroupPairs(bake.sourceGroups.stream()
                        .map(group -> UserIdGroupPair.builder().groupId(group).build())
                        .toList())
                .build();
        Boolean open = new RecentlyMade(aws, "the security group " + bake.groupId, bake.groupMillis, now)
                .call("opening the security group " + bake.groupId, ec2 -> open(ec2, bake.groupId, ssh));
        if (open == null) {
            throw new OperationException(
                    "The temporary security group " + bake.groupId + " is gone: somebody has removed it. Bake again.");
        }
    }

    private static boolean open(Ec2Client ec2, String group, IpPermission ssh) {
        try {
            ec2.authorizeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(ssh));
        } catch (SdkException e) {
            if (!AwsFailure.code(e).equals("InvalidPermission.Duplicate")) {
                throw e;
            }
        }
        return true;
    }

    /** Removes the group of a bake. @return whether nothing is left of it */
    static boolean delete(Bake bake, AwsClients aws, Instant now) throws IOException, OperationException {
        if (!bake.groupIntended) {
            return true;
        }
        if (bake.groupId == null) {
            bake.groupId = find(bake, aws);
        }
        return bake.groupId == null ? UndoBake.lookedLongEnough(bake, now) : delete(bake.groupId, aws);
    }

    /** @return false while something uses the group */
    static boolean delete(String group, AwsClients aws) throws IOException, OperationException {
        return new IdempotentRemoval(aws, "removing the security group " + group, IN_USE)
                .call(ec2 -> ec2.deleteSecurityGroup(r -> r.groupId(group)), ec2 -> isThere(ec2, group));
    }

    private static boolean isThere(Ec2Client ec2, String group) {
        return !ec2.describeSecurityGroups(r -> r.filters(BakeTags.is("group-id", group)))
                .securityGroups()
                .isEmpty();
    }
}
