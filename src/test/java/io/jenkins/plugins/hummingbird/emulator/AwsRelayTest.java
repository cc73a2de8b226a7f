package io.jenkins.plugins.hummingbird.emulator;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What tests rely on when they say that something holds on AWS. */
public class AwsRelayTest {
    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final AwsRelay relay = new AwsRelay(AWS);

    private AwsClients clients;

    @Before
    public void open() throws Exception {
        clients = AwsClients.open(relay.access());
    }

    @After
    public void close() {
        clients.close();
    }

    private <T> T ec2(Function<Ec2Client, T> call) throws Exception {
        return clients.ec2("testing", call);
    }

    /** The error code that a call ends with; empty when it works. */
    private String code(Function<Ec2Client, ?> call) throws Exception {
        return ec2(ec2 -> {
            try {
                call.apply(ec2);
                return "";
            } catch (SdkException e) {
                return AwsFailure.code(e);
            }
        });
    }

    private RunInstancesRequest.Builder launch(String token) throws Exception {
        String image = ec2(ec2 ->
                ec2.describeImages(r -> r.owners("amazon")).images().get(0).imageId());
        return RunInstancesRequest.builder()
                .imageId(image)
                .instanceType(InstanceType.M5_LARGE)
                .minCount(1)
                .maxCount(1)
                .clientToken(token)
                .subnetId(AWS.property("subnet"));
    }

    private String launched() throws Exception {
        RunInstancesRequest request = launch(UUID.randomUUID().toString()).build();
        return ec2(ec2 -> ec2.runInstances(request).instances().get(0).instanceId());
    }

    private String state(String id) throws Exception {
        return ec2(ec2 -> ec2.describeInstances(r -> r.instanceIds(id))
                .reservations()
                .get(0)
                .instances()
                .get(0)
                .state()
                .nameAsString());
    }

    private List<String> states(String id, int looks) throws Exception {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < looks; i++) {
            seen.add(state(id));
        }
        return seen;
    }

    @Test
    public void aClientTokenStandsForOneLaunch() throws Exception {
        String token = UUID.randomUUID().toString();
        RunInstancesRequest request = launch(token).build();
        Instance first = ec2(ec2 -> ec2.runInstances(request).instances().get(0));
        Instance second = ec2(ec2 -> ec2.runInstances(request).instances().get(0));
        assertEquals(first.instanceId(), second.instanceId());
        RunInstancesRequest other = launch(token).ebsOptimized(true).build();
        assertEquals("IdempotentParameterMismatch", code(ec2 -> ec2.runInstances(other)));
    }

    @Test
    public void aLaunchWhoseAnswerIsLostHappenedOnce() throws Exception {
        relay.loseAnswers("ec2:RunInstances", 1);
        RunInstancesRequest request = launch(UUID.randomUUID().toString()).build();
        String id = ec2(ec2 -> ec2.runInstances(request).instances().get(0).instanceId());
        assertEquals("running", state(id));
        assertEquals(
                2,
                relay.actions().stream()
                        .filter(one -> one.equals("ec2:RunInstances"))
                        .count());
    }

    @Test
    public void statesTakeAsManyLooksAsWereAskedFor() throws Exception {
        relay.slow(2, 0);
        String id = launched();
        assertEquals(List.of("pending", "pending", "running"), states(id, 3));
        ec2(ec2 -> ec2.stopInstances(r -> r.instanceIds(id)));
        assertEquals(List.of("stopping", "stopping", "stopped"), states(id, 3));
        ec2(ec2 -> ec2.terminateInstances(r -> r.instanceIds(id)));
        assertEquals(List.of("shutting-down", "shutting-down", "terminated"), states(id, 3));
    }

    @Test
    public void anInstanceIsNotFoundRightAfterItsLaunch() throws Exception {
        relay.slow(0, 2);
        String id = launched();
        assertEquals("InvalidInstanceID.NotFound", code(ec2 -> ec2.describeInstances(r -> r.instanceIds(id))));
        assertEquals("InvalidInstanceID.NotFound", code(ec2 -> ec2.describeInstances(r -> r.instanceIds(id))));
        assertEquals("running", state(id));
    }

    @Test
    public void anImageIsMadeOnceAndInTime() throws Exception {
        String id = launched();
        relay.slow(1, 0);
        ec2(ec2 -> ec2.stopInstances(r -> r.instanceIds(id)));
        String name = "image-" + UUID.randomUUID();
        assertEquals(
                "IncorrectState",
                code(ec2 -> ec2.createImage(r -> r.instanceId(id).name(name))));
        assertEquals(List.of("stopping", "stopped"), states(id, 2));
        Tag tag = Tag.builder().key("made-by").value("test").build();
        String image = ec2(ec2 -> ec2.createImage(r -> r.instanceId(id)
                        .name(name)
                        .tagSpecifications(tagged(ResourceType.IMAGE, tag), tagged(ResourceType.SNAPSHOT, tag)))
                .imageId());
        assertEquals(
                "InvalidAMIName.Duplicate",
                code(ec2 -> ec2.createImage(r -> r.instanceId(id).name(name))));
        assertEquals("pending", image(image).stateAsString());
        Image made = image(image);
        assertEquals("available", made.stateAsString());
        assertEquals(List.of(tag), made.tags());
        String snapshot = made.blockDeviceMappings().get(0).ebs().snapshotId();
        assertEquals("pending", snapshotState(snapshot));
        assertEquals("completed", snapshotState(snapshot));
        assertEquals(List.of(tag), ec2(ec2 -> ec2.describeSnapshots(r -> r.snapshotIds(snapshot))
                .snapshots()
                .get(0)
                .tags()));
        assertEquals("InvalidSnapshot.InUse", code(ec2 -> ec2.deleteSnapshot(r -> r.snapshotId(snapshot))));
        ec2(ec2 -> ec2.deregisterImage(r -> r.imageId(image)));
        assertEquals("", code(ec2 -> ec2.deleteSnapshot(r -> r.snapshotId(snapshot))));
    }

    private static TagSpecification tagged(ResourceType type, Tag tag) {
        return TagSpecification.builder().resourceType(type).tags(tag).build();
    }

    private Image image(String id) throws Exception {
        return ec2(ec2 -> ec2.describeImages(r -> r.imageIds(id)).images().get(0));
    }

    private String snapshotState(String id) throws Exception {
        return ec2(ec2 ->
                ec2.describeSnapshots(r -> r.snapshotIds(id)).snapshots().get(0).stateAsString());
    }

    @Test
    public void aGroupStaysWhileAnInstanceHasIt() throws Exception {
        String group = ec2(ec2 -> ec2.createSecurityGroup(r -> r.groupName("group-" + UUID.randomUUID())
                        .description("of a test")
                        .vpcId(AWS.property("vpc")))
                .groupId());
        RunInstancesRequest request =
                launch(UUID.randomUUID().toString()).securityGroupIds(group).build();
        String id = ec2(ec2 -> ec2.runInstances(request).instances().get(0).instanceId());
        assertEquals("DependencyViolation", code(ec2 -> ec2.deleteSecurityGroup(r -> r.groupId(group))));
        ec2(ec2 -> ec2.terminateInstances(r -> r.instanceIds(id)));
        assertEquals("", code(ec2 -> ec2.deleteSecurityGroup(r -> r.groupId(group))));
    }

    @Test
    public void whatWasCalledIsKnown() throws Exception {
        ec2(ec2 -> ec2.describeVpcs(r -> r.vpcIds(AWS.property("vpc"))));
        assertEquals(List.of("ec2:DescribeVpcs"), relay.actions());
        assertEquals(
                AWS.property("vpc"), relay.parameters("ec2:DescribeVpcs").get(0).get("VpcId.1"));
        relay.noCapacity(9);
        RunInstancesRequest request = launch("x").build();
        Exception e = assertThrows(Exception.class, () -> ec2(ec2 -> ec2.runInstances(request)));
        assertTrue(e.getMessage(), e.getMessage().contains("no capacity"));
    }
}
