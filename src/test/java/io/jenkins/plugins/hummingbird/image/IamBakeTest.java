package io.jenkins.plugins.hummingbird.image;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.IamPolicy;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.iam.Access;
import io.jenkins.plugins.hummingbird.iam.Policy;
import io.jenkins.plugins.hummingbird.image.ec2.BakeTags;
import io.jenkins.plugins.hummingbird.image.ec2.GroupCalls;
import io.jenkins.plugins.hummingbird.image.ec2.ImageCalls;
import io.jenkins.plugins.hummingbird.image.ec2.InstanceCalls;
import io.jenkins.plugins.hummingbird.image.state.TagKeys;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * What somebody can do who has the key of a user with docs/iam-bake.json: nothing to what no bake has made. That bakes
 * work with it is shown by all tests of bakes, see {@link BakeEnvironment}.
 */
public class IamBakeTest {
    private static final Tag TAG =
            Tag.builder().key(TagKeys.BAKE).value("bake-0").build();

    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final AwsRelay relay = new AwsRelay(AWS);

    private AwsClients owner;
    private AwsClients thief;

    @Before
    public void open() throws Exception {
        owner = AwsClients.open(AWS.access());
        thief = AwsClients.open(relay.access());
        relay.allowOnly(IamPolicy.BAKE);
    }

    @After
    public void close() {
        owner.close();
        thief.close();
    }

    private <T> T own(Function<Ec2Client, T> call) throws Exception {
        return owner.ec2("testing", call);
    }

    private void assertRefused(String action, Function<Ec2Client, ?> call) {
        String said = assertThrows(action, OperationException.class, () -> thief.ec2("stealing", call))
                .getMessage();
        assertThat(said, containsString("Missing in the policy of the caller: " + action + ";"));
    }

    private RunInstancesRequest launch(TagSpecification... tags) throws Exception {
        String image = own(ec2 -> ec2.describeImages(r -> r.owners("amazon")))
                .images()
                .get(0)
                .imageId();
        return RunInstancesRequest.builder()
                .imageId(image)
                .instanceType(InstanceType.M5_LARGE)
                .minCount(1)
                .maxCount(1)
                .subnetId(AWS.property("subnet"))
                .tagSpecifications(tags)
                .build();
    }

    private String instance(TagSpecification... tags) throws Exception {
        RunInstancesRequest launch = launch(tags);
        return own(ec2 -> ec2.runInstances(launch)).instances().get(0).instanceId();
    }

    private Image image(String instance, String name, TagSpecification... tags) throws Exception {
        String id = own(ec2 ->
                        ec2.createImage(r -> r.instanceId(instance).name(name).tagSpecifications(tags)))
                .imageId();
        return own(ec2 -> ec2.describeImages(r -> r.imageIds(id))).images().get(0);
    }

    private static TagSpecification on(ResourceType type) {
        return BakeTags.on(type, List.of(TAG));
    }

    @Test
    public void thePolicyAllowsWhatTheCodeCanCallAndNoMore() throws Exception {
        assertThat(
                "docs/iam-bake.json must list what the package image needs",
                IamPolicy.actions(IamPolicy.BAKE),
                is(IamPolicy.neededBy("image")));
    }

    @Test
    public void whatNoBakeHasMadeIsNeitherChangedNorRemovedNorTagged() throws Exception {
        String instance = instance();
        Image image = image(instance, "foreign");
        String snapshot = ImageCalls.snapshots(image).get(0);
        String group = own(ec2 -> ec2.createSecurityGroup(
                        r -> r.groupName("foreign").description("foreign").vpcId(AWS.property("vpc"))))
                .groupId();
        IpPermission all = IpPermission.builder().ipProtocol("-1").build();
        assertRefused("ec2:DeregisterImage", ec2 -> ec2.deregisterImage(r -> r.imageId(image.imageId())));
        assertRefused("ec2:TerminateInstances", ec2 -> ec2.terminateInstances(r -> r.instanceIds(instance)));
        assertRefused("ec2:StopInstances", ec2 -> ec2.stopInstances(r -> r.instanceIds(instance)));
        assertRefused("ec2:DeleteSecurityGroup", ec2 -> ec2.deleteSecurityGroup(r -> r.groupId(group)));
        assertRefused(
                "ec2:AuthorizeSecurityGroupIngress",
                ec2 -> ec2.authorizeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(all)));
        // it would restart the instance
        assertRefused(
                "ec2:CreateImage",
                ec2 -> ec2.createImage(r -> r.instanceId(instance)
                        .name("stolen")
                        .tagSpecifications(on(ResourceType.IMAGE), on(ResourceType.SNAPSHOT))));
        for (String one : List.of(instance, image.imageId(), snapshot, group, AWS.property("subnet"))) {
            assertRefused(
                    "ec2:CreateTags",
                    ec2 -> ec2.createTags(r -> r.resources(one).tags(TAG)));
        }
        // free, so that nothing but the policy keeps it
        own(ec2 -> ec2.deregisterImage(r -> r.imageId(image.imageId())));
        assertRefused("ec2:DeleteSnapshot", ec2 -> ec2.deleteSnapshot(r -> r.snapshotId(snapshot)));
        assertThat(
                own(ec2 -> ec2.describeSnapshots(r -> r.snapshotIds(snapshot)))
                        .snapshots()
                        .size(),
                is(1));
        own(ec2 -> ec2.terminateInstances(r -> r.instanceIds(instance)));
    }

    @Test
    public void tagsThatTheCallerChoosesDoNotMakeAForeignInstanceOneOfABake() throws Exception {
        Policy policy = Policy.read(IamPolicy.BAKE);
        String instance = "arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0";
        Map<String, List<String>> asked = Map.of("aws:RequestTag/" + TagKeys.BAKE, List.of("bake-0"));
        Map<String, List<String>> tagged = Map.of("aws:ResourceTag/" + TagKeys.BAKE, List.of("bake-0"));
        assertThat(policy.allows(new Access("ec2:CreateImage", instance, asked)), is(false));
        assertThat(policy.allows(new Access("ec2:CreateImage", instance, tagged)), is(true));
    }

    @Test
    public void oneForeignThingAmongOwnOnesIsEnoughForARefusal() throws Exception {
        String own = instance(on(ResourceType.INSTANCE), on(ResourceType.VOLUME));
        String foreign = instance();
        assertRefused("ec2:TerminateInstances", ec2 -> ec2.terminateInstances(r -> r.instanceIds(own, foreign)));
        InstanceCalls.terminate(thief, own);
        own(ec2 -> ec2.terminateInstances(r -> r.instanceIds(foreign)));
    }

    @Test
    public void nothingIsMadeWithoutTheTagByWhichItCanBeRemoved() throws Exception {
        RunInstancesRequest without = launch();
        RunInstancesRequest withoutOnVolume = launch(on(ResourceType.INSTANCE));
        assertRefused("ec2:RunInstances", ec2 -> ec2.runInstances(without));
        assertRefused("ec2:RunInstances", ec2 -> ec2.runInstances(withoutOnVolume));
        assertRefused(
                "ec2:CreateSecurityGroup",
                ec2 -> ec2.createSecurityGroup(
                        r -> r.groupName("bare").description("bare").vpcId(AWS.property("vpc"))));
        String instance = instance(on(ResourceType.INSTANCE), on(ResourceType.VOLUME));
        assertRefused(
                "ec2:CreateImage",
                ec2 -> ec2.createImage(
                        r -> r.instanceId(instance).name("bare").tagSpecifications(on(ResourceType.IMAGE))));
        InstanceCalls.terminate(thief, instance);
    }

    @Test
    public void noCallIsAllowedThatNoBakeMakes() {
        assertRefused("ec2:GetPasswordData", ec2 -> ec2.getPasswordData(r -> r.instanceId("i-0123456789abcdef0")));
        assertRefused("ec2:DescribeVolumes", Ec2Client::describeVolumes);
    }

    @Test
    public void whatIsGoneAlreadyIsRemovedAgainAlthoughItsTagsAreGone() throws Exception {
        String instance = instance(on(ResourceType.INSTANCE), on(ResourceType.VOLUME));
        Image image = image(instance, "gone", on(ResourceType.IMAGE), on(ResourceType.SNAPSHOT));
        List<String> snapshots = ImageCalls.snapshots(image);
        String group = own(ec2 -> ec2.createSecurityGroup(r -> r.groupName("gone")
                        .description("gone")
                        .vpcId(AWS.property("vpc"))
                        .tagSpecifications(on(ResourceType.SECURITY_GROUP))))
                .groupId();
        for (int i = 0; i < 2; i++) {
            ImageCalls.remove(thief, image.imageId(), snapshots);
            assertThat(GroupCalls.delete(group, thief), is(true));
        }
        assertThat(
                ImageCalls.findSnapshots(owner, Ec2Queries.filter("snapshot-id", snapshots.get(0)))
                        .size(),
                is(0));
        InstanceCalls.terminate(thief, instance);
    }

    @Test
    public void aSnapshotWithoutTheTagAsOlderReleasesLeftOneIsNamedAndStays() throws Exception {
        String instance = instance(on(ResourceType.INSTANCE), on(ResourceType.VOLUME));
        Image image = image(instance, "older", on(ResourceType.IMAGE));
        String snapshot = ImageCalls.snapshots(image).get(0);
        OperationException refused = assertThrows(
                OperationException.class, () -> ImageCalls.remove(thief, image.imageId(), List.of(snapshot)));
        assertThat(
                refused.getMessage(),
                allOf(containsString("removing the snapshot " + snapshot), containsString("tag hummingbird:bake")));
        own(ec2 -> ec2.createTags(r -> r.resources(snapshot).tags(TAG)));
        ImageCalls.remove(thief, image.imageId(), List.of(snapshot));
        InstanceCalls.terminate(thief, instance);
    }
}
