package io.jenkins.plugins.hummingbird.image.ec2;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsFailure;
import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
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

/** Creates, opens, finds and deletes the temporary security group of a bake. The group is named after its bake. */
public final class GroupCalls {
    /** The codes for a group that an instance, or another group, still uses: EC2 returns either. */
    private static final String[] IN_USE = {"DependencyViolation", "InvalidGroup.InUse"};

    private GroupCalls() {}

    private static String name(BakeState bake) {
        return "hummingbird-" + bake.id();
    }

    /** @return the id of the group; null when there is none */
    public static String find(BakeState bake, AwsClients aws) throws IOException, OperationException {
        List<SecurityGroup> found =
                aws.ec2("looking for the security group " + name(bake), ec2 -> ec2.describeSecurityGroups(
                                r -> r.filters(Ec2Queries.filter("group-name", name(bake)), BakeTags.of(bake)))
                        .securityGroups());
        return found.isEmpty() ? null : found.get(0).groupId();
    }

    /** @return its id; one without rules */
    public static String create(BakeState bake, AwsClients aws, BakeContext context)
            throws IOException, OperationException {
        String id = aws.ec2("creating a security group", ec2 -> {
            try {
                return ec2.createSecurityGroup(r -> r.groupName(name(bake))
                                .description("Temporary: SSH to the instance of a bake of Hummingbird")
                                .vpcId(bake.group.vpcId)
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
            throw new IOException("the security group " + name(bake) + " exists and is not visible yet");
        }
        return id;
    }

    /** Admits SSH from the addresses and groups that the bake has chosen; may be called again. */
    public static void open(BakeState bake, AwsClients aws, Instant now) throws IOException, OperationException {
        int port = bake.request().sshPort;
        IpPermission ssh = IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .ipRanges(bake.group.cidrs.stream()
                        .map(cidr -> IpRange.builder().cidrIp(cidr).build())
                        .toList())
                .userIdGroupPairs(bake.group.sourceGroups.stream()
                        .map(group -> UserIdGroupPair.builder().groupId(group).build())
                        .toList())
                .build();
        Boolean open = new RecentlyCreated(aws, "the security group " + bake.group.id, bake.group.requested, now)
                .call("opening the security group " + bake.group.id, ec2 -> open(ec2, bake.group.id, ssh));
        if (open == null) {
            throw new OperationException("The temporary security group " + bake.group.id
                    + " no longer exists: somebody has removed it. Bake again.");
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

    /** @return whether nothing is left of the group of a bake, which is deleted */
    public static boolean delete(BakeState bake, AwsClients aws, Instant now) throws IOException, OperationException {
        if (!bake.group.isRequested()) {
            return true;
        }
        if (bake.group.id == null) {
            bake.group.id = find(bake, aws);
        }
        return bake.group.id == null ? bake.lookedLongEnough(now) : delete(bake.group.id, aws);
    }

    /** @return false while something uses the group, which is not deleted then */
    public static boolean delete(String group, AwsClients aws) throws IOException, OperationException {
        return new IdempotentRemoval(aws, "removing the security group " + group, IN_USE)
                .call(ec2 -> ec2.deleteSecurityGroup(r -> r.groupId(group)), ec2 -> exists(ec2, group));
    }

    private static boolean exists(Ec2Client ec2, String group) {
        return !ec2.describeSecurityGroups(r -> r.filters(Ec2Queries.filter("group-id", group)))
                .securityGroups()
                .isEmpty();
    }
}
