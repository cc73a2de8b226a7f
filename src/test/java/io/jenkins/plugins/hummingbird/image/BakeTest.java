package io.jenkins.plugins.hummingbird.image;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.IamPolicy;
import io.jenkins.plugins.hummingbird.Instance;
import io.jenkins.plugins.hummingbird.InstancesRule;
import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.image.ec2.ImageCalls;
import io.jenkins.plugins.hummingbird.image.recipe.CellProfilerRecipe;
import io.jenkins.plugins.hummingbird.image.state.BakeFiles;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.image.state.TagKeys;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import io.jenkins.plugins.hummingbird.parallelcluster.ParallelCluster;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Tag;

/** A bake from its beginning to its end, against moto and a real sshd. */
public class BakeTest {
    private static final AwsRule AWS = AwsRule.own();
    private static final InstancesRule INSTANCES = new InstancesRule(AWS::property, 0.5);

    @ClassRule
    public static final RuleChain PARTS = RuleChain.outerRule(AWS).around(INSTANCES);

    private final AwsRelay relay = new AwsRelay(AWS);
    private final BakeEnvironment environment = new BakeEnvironment(AWS, relay, INSTANCES);

    @Rule
    public final RuleChain rules = RuleChain.outerRule(relay).around(environment);

    @After
    public void clear() throws Exception {
        environment.clear();
    }

    private static String text(BakeDriver run) {
        return String.join("\n", run.log);
    }

    private static Map<String, String> map(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    @Test
    public void aScriptBecomesAnImageThatClustersAcceptAndTheNextBakeFinds() throws Exception {
        BakeRequest request = environment.request("echo baked as \"$(id -un)\"; echo $((6*7))\n");
        request.tags = "project=plates, owner=someone";
        BakeDriver run = environment.run(request);
        run.runUntil(BakePhase.RUN_SCRIPT);
        Instance instance = environment.instance(run);
        assertThat(Files.readString(instance.home().resolve(".ssh/authorized_keys")), containsString("ssh-ed25519"));
        Outcome outcome = run.runToEnd();
        assertThat(text(run), outcome.kind(), is(Outcome.Kind.DONE));

        Image image = environment.images().get(0);
        assertThat(outcome.result().get("imageId"), is(image.imageId()));
        assertThat(outcome.result().get("name"), is(request.name));
        assertThat(outcome.result().get("reused"), is(false));
        assertThat(outcome.result().get("parallelClusterVersion"), is(ParallelCluster.VERSION));
        Map<String, String> tags = map(image.tags());
        assertThat(tags.get(ClusterTags.VERSION), is(ParallelCluster.VERSION));
        assertThat(tags.get(ClusterTags.OS), is("ubuntu2204"));
        assertThat(tags.get(ClusterTags.BUILD_STATUS), is("available"));
        assertThat(tags.get(TagKeys.DIGEST), is(outcome.result().get("recipeDigest")));
        assertThat(tags.get("project"), is("plates"));
        String snapshot = ImageCalls.snapshots(image).get(0);
        assertThat(environment.left(), contains(image.imageId(), snapshot));

        assertThat(text(run), containsString("  baked as " + System.getProperty("user.name") + "\n  42\n"));
        assertThat(run.artifacts.get("hummingbird/" + run.bake().id() + "/script.log"), containsString("42\n"));
        List<String> record = instance.record();
        assertThat(
                record.subList(record.size() - 3, record.size()),
                contains("ami_cleanup", "sudo -n -- shutdown -h +1", "shutdown -h +1"));
        assertThat(Files.readString(instance.home().resolve(".ssh/authorized_keys")), is(""));
        assertThat(Files.exists(instance.home().resolve(BakeFiles.INSTANCE_FOLDER)), is(false));

        assertThat(text(run), not(containsString("PRIVATE KEY")));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(run.folder())) {
            for (Path file : files) {
                String content = Files.readString(file);
                assertThat(file.toString(), content, not(containsString("PRIVATE KEY")));
                assertThat(file.toString(), content, not(containsString(AWS.property("secret"))));
            }
        }

        relay.forget();
        request.name = "another name";
        BakeDriver second = environment.run(request);
        assertThat(second.runToEnd().result().get("imageId"), is(image.imageId()));
        assertThat(second.bake().outcome().result().get("reused"), is(true));
        // the last four look for what earlier bakes left
        assertThat(
                relay.actions(),
                contains(
                        "ec2:DescribeImages",
                        "ec2:DescribeImages",
                        "ec2:DescribeInstances",
                        "ec2:DescribeImages",
                        "ec2:DescribeSnapshots",
                        "ec2:DescribeSecurityGroups"));
    }

    @Test
    public void theLaunchIsOfOneInstanceWithEncryptedDiskAndSessionTokensAndNoSecretButTheHostKey() throws Exception {
        BakeRequest request = environment.request("sleep 1\n");
        request.rootVolumeGiB = 50;
        request.tags = "project=plates";
        BakeDriver run = environment.run(request);
        run.runUntil(BakePhase.LAUNCH_INSTANCE);
        run.moveAndKill();
        assertThat(run.savedState(), allOf(containsString("sealedHostKey"), not(containsString("PRIVATE KEY"))));
        run.runUntil(BakePhase.RUN_SCRIPT);
        Map<String, String> launch = relay.parameters("ec2:RunInstances").get(0);
        assertThat(launch.get("ClientToken").length(), is(64));
        assertThat(launch.get("MetadataOptions.HttpTokens"), is("required"));
        assertThat(launch.get("BlockDeviceMapping.1.Ebs.Encrypted"), is("true"));
        assertThat(launch.get("BlockDeviceMapping.1.Ebs.VolumeType"), is("gp3"));
        assertThat(launch.get("BlockDeviceMapping.1.Ebs.VolumeSize"), is("50"));
        assertThat(launch.get("BlockDeviceMapping.1.Ebs.DeleteOnTermination"), is("true"));
        assertThat(launch.get("InstanceInitiatedShutdownBehavior"), is("stop"));
        assertThat(launch.values(), hasItem("volume"));
        assertThat(launch, not(hasKey("KeyName")));
        String userData = new String(Base64.getDecoder().decode(launch.get("UserData")), StandardCharsets.UTF_8);
        assertThat(userData.split("PRIVATE KEY-----", -1).length, is(3));
        assertThat(run.savedState(), not(containsString("PRIVATE KEY")));
        assertThat(environment.launched(run), is(1L));
        assertThat(run.savedState(), not(containsString("sealedHostKey")));
        environment
                .ec2(ec2 -> ec2.describeSecurityGroups(r -> r.groupIds(run.state().group.id)))
                .securityGroups()
                .forEach(group -> assertThat(
                        group.ipPermissions().get(0).ipRanges().get(0).cidrIp(), is("127.60.0.0/16")));
        run.bake().stop();
        assertThat(run.runToEnd().kind(), is(Outcome.Kind.STOPPED));
        assertThat(environment.left(), is(empty()));
    }

    @Test
    public void aBakeThatIsReadAgainAfterEachMoveAndKilledInEachMakesOneImageWithOneInstance() throws Exception {
        BakeRequest request = environment.request("echo first; sleep 1; echo last\n");
        BakeDriver run = environment.run(request);
        relay.slow(1, 2);
        boolean over = false;
        while (!over) {
            run.moveAndKill();
            over = run.move();
            run.reload();
        }
        assertThat(text(run), run.bake().outcome().kind(), is(Outcome.Kind.DONE));
        assertThat(environment.images().size(), is(1));
        assertThat(environment.left().size(), is(2));
        List<String> said =
                run.log.stream().filter(line -> line.startsWith("  ")).toList();
        assertThat(said, contains("  first", "  last"));
        assertThat(environment.launched(run), is(1L));
    }

    @Test
    public void aScriptThatHasEndedIsNeitherLostNorRunAgainWhenTheProcessEndsBeforeThatIsSaved() throws Exception {
        BakeDriver quick = environment.run(environment.request("echo once >>\"$HOME/runs\"\n"));
        quick.runUntil(BakePhase.RUN_SCRIPT);
        quick.moveAndKill();
        quick.runUntil(BakePhase.CLEAN_INSTANCE);
        assertThat(Files.readAllLines(environment.instance(quick).home().resolve("runs")), contains("once"));

        BakeDriver slow = environment.run(environment.request("sleep 2\n"));
        slow.runUntil(BakePhase.RUN_SCRIPT);
        slow.move();
        Thread.sleep(3000);
        slow.moveAndKill();
        Outcome outcome = slow.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
    }

    @Test
    public void lostAnswersThrottlingAndLateSightMakeNoDifference() throws Exception {
        BakeDriver run = environment.run(environment.request("true\n"));
        relay.slow(3, 2);
        relay.loseAnswers("ec2:RunInstances", 1);
        relay.loseAnswers("ec2:CreateImage", 1);
        relay.loseAnswers("ec2:CreateSecurityGroup", 1);
        relay.throttle("ec2:StopInstances", 1);
        Outcome outcome = run.runToEnd();
        assertThat(text(run), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(environment.left().size(), is(2));
        assertThat(text(run), containsString("% of the snapshot"));
    }

    @Test
    public void aFailingScriptFailsTheBakeWithItsLastLineAndLeavesNothing() throws Exception {
        BakeDriver run = environment.run(environment.request("echo no such compiler >&2\nexit 7\n"));
        Outcome outcome = run.runToEnd();
        assertThat(outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(
                outcome.message(),
                allOf(containsString("exit code 7"), containsString("its last line: no such compiler")));
        assertThat(environment.left(), is(empty()));
    }

    @Test
    public void aBakeThatIsStoppedAtItsEndCallsNothingButWhatItsPolicyLists() throws Exception {
        BakeRequest request = environment.request("");
        request.scriptFile = "install.sh";
        BakeDriver run = environment.run(request);
        Files.writeString(run.folder().resolveSibling("install.sh"), "echo from the workspace\n");
        relay.slow(3, 0);
        run.runUntil(BakePhase.PUBLISH_IMAGE);
        assertThat(text(run), containsString("  from the workspace\n"));
        relay.fail("ec2:CreateTags", Integer.MAX_VALUE, 503, "Unavailable", "Try again later.");
        run.move();
        run.bake().stop();
        assertThat(run.runToEnd().kind(), is(Outcome.Kind.STOPPED));
        assertThat(environment.left(), is(empty()));
        assertThat(relay.actions(), everyItem(in(IamPolicy.actions(IamPolicy.BAKE))));
    }

    @Test
    public void theRecipeArrivesWholeAndWhatItSaysHasARemedy() throws Exception {
        BakeRequest request = environment.request("");
        request.recipe = BakeRequest.CELLPROFILER;
        BakeDriver run = environment.run(request);
        // it refuses the system of the instance of the tests, or a user who is not root
        String said = run.runToEnd().message();
        Matcher code = Pattern.compile("The recipe on the instance .* failed with exit code (65|66), ")
                .matcher(said);
        assertThat(said, code.lookingAt(), is(true));
        assertThat(said, containsString(CellProfilerRecipe.remedy(Integer.parseInt(code.group(1)))));
        assertThat(environment.left(), is(empty()));
    }

    @Test
    public void theEndOfAJobIsNotForgottenWhenTheProcessIsKilledJustThen() throws Exception {
        BakeDriver run = environment.run(environment.request("echo all; exit 7\n"));
        run.runUntil(BakePhase.RUN_SCRIPT);
        run.move();
        // until the script has surely ended, so that the next move sees its end
        Thread.sleep(1500);
        run.moveAndKill();
        assertThat(run.runToEnd().message(), containsString("failed with exit code 7, its last line: all"));
        assertThat(run.log.stream().filter("  all"::equals).count(), is(1L));
    }

    @Test
    public void logsThatCannotBeArchivedAtOnceAreArchivedLaterAndNeverWorthTheImage() throws Exception {
        BakeDriver later = environment.run(environment.request("echo worth keeping\n"));
        later.archiveFailures = 2;
        assertThat(later.runToEnd().kind(), is(Outcome.Kind.DONE));
        assertThat(later.artifacts.values(), contains("worth keeping\n"));

        BakeDriver never = environment.run(environment.request("echo again\n"));
        never.archiveFailures = Integer.MAX_VALUE;
        assertThat(never.runToEnd().kind(), is(Outcome.Kind.DONE));
        assertThat(text(never), containsString("warning: the logs of the script cannot be made artifacts"));
    }

    @Test
    public void aPublicAddressIsAskedForWhereItIsToBeReachedAndOnlyForWhoMayReachIt() throws Exception {
        BakeRequest request = environment.request("true\n");
        request.address = BakeRequest.PUBLIC;
        request.allowedCidr = "203.0.113.7/32";
        BakeDriver run = environment.run(request);
        run.runUntil(BakePhase.WAIT_FOR_INSTANCE);
        Map<String, String> launch = relay.parameters("ec2:RunInstances").get(0);
        assertThat(launch.get("NetworkInterface.1.AssociatePublicIpAddress"), is("true"));
        assertThat(launch.get("NetworkInterface.1.SubnetId"), is(request.subnetId));
        assertThat(launch.get("NetworkInterface.1.SecurityGroupId.1"), is(run.state().group.id));
        assertThat(launch, not(hasKey("SubnetId")));
        Map<String, String> open =
                relay.parameters("ec2:AuthorizeSecurityGroupIngress").get(0);
        assertThat(open.get("IpPermissions.1.IpRanges.1.CidrIp"), is("203.0.113.7/32"));
        assertThat(open.get("IpPermissions.1.FromPort"), is(String.valueOf(request.sshPort)));
        run.runUntil(BakePhase.WAIT_FOR_LOGIN);
        assertThat(run.state().instance.address, not(startsWith("127.")));
        run.bake().stop();
        run.runToEnd();
        assertThat(environment.left(), is(empty()));
    }

    @Test
    public void withoutASubnetTheDefaultVpcIsUsedWithTheGroupsThatAreGiven() throws Exception {
        BakeRequest request = environment.request("true\n");
        request.subnetId = "";
        String vpc = environment
                .ec2(ec2 -> ec2.describeVpcs(r -> r.filters(Ec2Queries.filter("is-default", "true"))))
                .vpcs()
                .get(0)
                .vpcId();
        request.securityGroupIds = environment
                .ec2(ec2 -> ec2.describeSecurityGroups(r -> r.filters(Ec2Queries.filter("vpc-id", vpc))))
                .securityGroups()
                .get(0)
                .groupId();
        BakeDriver run = environment.run(request);
        run.runUntil(BakePhase.WAIT_FOR_LOGIN);
        Map<String, String> launch = relay.parameters("ec2:RunInstances").get(0);
        assertThat(launch, not(hasKey("SubnetId")));
        assertThat(launch.get("SecurityGroupId.1"), is(request.securityGroupIds));
        assertThat(relay.actions(), not(hasItem("ec2:CreateSecurityGroup")));
        run.bake().stop();
        run.runToEnd();
        assertThat(relay.actions(), not(hasItem("ec2:DeleteSecurityGroup")));
        assertThat(environment.left(), is(empty()));
    }
}
