package io.jenkins.plugins.hummingbird.image;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.Instance;
import io.jenkins.plugins.hummingbird.InstanceRule;
import io.jenkins.plugins.hummingbird.InstancesRule;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.image.ec2.ImageCalls;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.ssh.key.GeneratedKeyPair;
import io.jenkins.plugins.hummingbird.ssh.key.PrivateKeys;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;

/** What a bake says when it cannot go on, and what it leaves. */
public class BakeErrorsTest {
    private static final AwsRule AWS = AwsRule.own();
    private static final InstancesRule INSTANCES = new InstancesRule(AWS::property, 0.2);

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

    /** Runs a bake that must fail and leave nothing. */
    private String failure(BakeDriver run) throws Exception {
        Outcome outcome = run.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(outcome.message(), not(containsString("remain")));
        assertThat(environment.left(), is(empty()));
        return outcome.message();
    }

    private String failure(BakeRequest request) throws Exception {
        return failure(environment.run(request));
    }

    @Test
    public void aNameThatIsTakenIsSaidBeforeAnythingStarts() throws Exception {
        BakeRequest request = environment.request("true\n");
        String instance = environment.launch();
        String image = environment
                .ec2(ec2 -> ec2.createImage(r -> r.instanceId(instance).name(request.name)))
                .imageId();
        environment.end(instance);
        Outcome outcome = environment.run(request).runToEnd();
        assertThat(
                outcome.message(),
                allOf(containsString("is taken"), containsString(image), containsString("{timestamp}")));
        assertThat(relay.actions(), not(hasItem("ec2:CreateSecurityGroup")));
        assertThat(environment.images().size(), is(1));
    }

    @Test
    public void whatAwsRefusesToRemoveIsAllThatIsLeft() throws Exception {
        BakeDriver run = environment.run(environment.request("true\n"));
        relay.slow(3, 0);
        run.runUntil(BakePhase.WAIT_FOR_IMAGE);
        relay.deny("ec2:DeregisterImage");
        run.bake().stop();
        Outcome outcome = run.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.STOPPED));
        assertThat(outcome.message(), containsString("ec2:DeregisterImage"));
        String image = environment.images().get(0).imageId();
        assertThat(outcome.message(), containsString(image));
        assertThat(
                environment.left(),
                contains(
                        image, ImageCalls.snapshots(environment.images().get(0)).get(0)));
    }

    @Test
    public void aGroupWhoseMakingHadNoAnswerIsLookedForAgainBeforeItIsTakenForNone() throws Exception {
        BakeDriver run = environment.run(environment.request("true\n"));
        run.runUntil(BakePhase.CREATE_GROUP);
        relay.loseAnswers("ec2:CreateSecurityGroup", 1);
        run.move();
        assertThat(run.state().group.id, is(nullValue()));
        run.bake().stop();
        // an answer without a group in it, as EC2 gives to who looks too early
        relay.fail("ec2:DescribeSecurityGroups", 2, 200, "none", "yet");
        assertThat(run.runToEnd().kind(), is(Outcome.Kind.STOPPED));
        assertThat(environment.left(), is(empty()));
    }

    @Test
    public void anActionThatThePolicyLacksIsNamedWithThePolicyThatHasIt() throws Exception {
        relay.deny("ec2:RunInstances");
        assertThat(
                failure(environment.request("true\n")),
                allOf(containsString("ec2:RunInstances"), containsString("docs/iam-bake.json")));
    }

    @Test
    public void whatCannotBeRemovedIsNamed() throws Exception {
        BakeDriver run = environment.run(environment.request("true\n"));
        run.runUntil(BakePhase.WAIT_FOR_INSTANCE);
        relay.deny("ec2:TerminateInstances");
        run.bake().stop();
        assertThat(
                run.runToEnd().message(),
                allOf(
                        containsString("ec2:TerminateInstances"),
                        containsString("the instance " + run.state().instance.id),
                        containsString("Remove it in the EC2 console")));
    }

    @Test
    public void aSubnetThatIsNotThereOrLeadsNowhereIsSaid() throws Exception {
        BakeRequest request = environment.request("true\n");
        request.subnetId = "subnet-0123456789abcdef0";
        assertThat(failure(request), containsString("there is no subnet subnet-0123456789abcdef0"));
        String vpc = environment
                .ec2(ec2 -> ec2.createVpc(r -> r.cidrBlock("10.9.0.0/16")))
                .vpc()
                .vpcId();
        request.subnetId = environment
                .ec2(ec2 -> ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.9.1.0/24")))
                .subnet()
                .subnetId();
        request.address = BakeRequest.PUBLIC;
        request.allowedCidr = "203.0.113.7/32";
        assertThat(failure(request), containsString("has no route to an internet gateway"));
        request.address = BakeRequest.PRIVATE;
        BakeDriver run = environment.run(request);
        run.runUntil(BakePhase.CREATE_GROUP);
        assertThat(run.log, hasItem(containsString("warning: the subnet " + request.subnetId + " has no route")));
    }

    @Test
    public void sshThatNeverAnswersEndsTheBakeAfterTenMinutes() throws Exception {
        BakeRequest request = environment.request("true\n");
        request.sshPort = InstanceRule.freePort("127.0.0.1");
        BakeDriver run = environment.run(request);
        run.bootPause = Duration.ofMillis(5);
        assertThat(
                failure(run),
                allOf(
                        containsString("does not answer after 10 minutes"),
                        containsString("set address to endpoint, or to public")));
    }

    @Test
    public void aFirstBootThatFailsIsSaid() throws Exception {
        BakeDriver run = environment.run(environment.request("true\n"));
        run.runUntil(BakePhase.WAIT_FOR_LOGIN);
        Instance instance = environment.instance(run);
        Files.writeString(instance.root().resolve("var/lib/cloud/errors"), "no network");
        assertThat(failure(run), containsString("cloud-init says: status: error; no network"));
    }

    @Test
    public void aBaseThatIsNotOfParallelClusterIsSaidBeforeTheRecipe() throws Exception {
        BakeDriver run = environment.run(environment.request("true\n"));
        run.runUntil(BakePhase.WAIT_FOR_LOGIN);
        Files.delete(environment.instance(run).root().resolve("usr/local/sbin/ami_cleanup.sh"));
        assertThat(failure(run), containsString("The base image must be one of ParallelCluster"));
    }

    @Test
    public void anInstanceThatSomebodyEndsIsSaid() throws Exception {
        BakeDriver run = environment.run(environment.request("sleep 60\n"));
        run.runUntil(BakePhase.RUN_SCRIPT);
        run.move();
        environment.end(run.state().instance.id);
        assertThat(failure(run), containsString("was terminated, and not by this bake"));
    }

    @Test
    public void aFailedBakeMayKeepItsInstanceForWhoHasTheKey() throws Exception {
        BakeRequest request = environment.request("exit 3\n");
        request.keepOnFailure = true;
        request.sshCredentialsId = BakeDriver.KEY_ID;
        BakeDriver run = environment.run(request);
        run.givenKeys =
                PrivateKeys.parse("test", List.of(GeneratedKeyPair.generate().privateText()), null);
        assertThat(run.runToEnd().message(), containsString("exit code 3"));
        assertThat(environment.instancesLeft(), contains(run.state().instance.id));
        assertThat(
                run.log,
                hasItem(allOf(
                        containsString("kept: the instance " + run.state().instance.id),
                        containsString("@" + run.state().instance.address + " with the key of the credential "
                                + BakeDriver.KEY_ID))));
    }

    @Test
    public void theNextBakeOfTheJobRemovesWhatALostOneLeftWhenItsTimeIsOver() throws Exception {
        relay.slow(3, 0);
        BakeDriver lost = environment.run(environment.request("true\n"));
        lost.runUntil(BakePhase.WAIT_FOR_IMAGE);
        lost.move();
        assertThat(lost.state().image.snapshotIds.size(), is(1));
        BakeDriver soon = environment.run(environment.request("true\n"));
        soon.runUntil(BakePhase.CREATE_GROUP);
        assertThat(environment.instancesLeft(), contains(lost.state().instance.id));
        relay.slow(0, 0);
        BakeDriver later = environment.run(environment.request("true\n"), Duration.ofHours(5));
        later.runUntil(BakePhase.CREATE_GROUP);
        assertThat(
                later.log,
                hasItem("removed the instance " + lost.state().instance.id + ", left by the bake "
                        + lost.bake().id() + " of this job"));
        assertThat(environment.left(), is(empty()));
    }

    /** A bake that was lost when it had an instance, a group, an image and a snapshot. */
    private BakeDriver lost() throws Exception {
        relay.slow(3, 0);
        BakeDriver lost = environment.run(environment.request("true\n"));
        lost.runUntil(BakePhase.WAIT_FOR_IMAGE);
        lost.move();
        relay.slow(0, 0);
        return lost;
    }

    @Test
    public void aLeftoverThatCannotBeRemovedKeepsNeitherTheOthersNorTheNextBake() throws Exception {
        BakeDriver lost = lost();
        relay.deny("ec2:TerminateInstances");
        BakeDriver later = environment.run(environment.request("true\n"), Duration.ofHours(5));
        later.runUntil(BakePhase.CREATE_GROUP);
        assertThat(
                later.log,
                hasItem(allOf(containsString("is not all removed"), containsString("ec2:TerminateInstances"))));
        assertThat(environment.images(), is(empty()));
        assertThat(environment.instancesLeft(), contains(lost.state().instance.id));
    }

    @Test
    public void aLeftoverThatStaysInUseIsNotWaitedForForEver() throws Exception {
        lost();
        relay.fail("ec2:DeleteSnapshot", Integer.MAX_VALUE, 400, "InvalidSnapshot.InUse", "in use by ami-0");
        BakeDriver later = environment.run(environment.request("true\n"), Duration.ofHours(5));
        later.runUntil(BakePhase.CREATE_GROUP);
        assertThat(later.log, hasItem(allOf(containsString("is not all removed"), containsString("is still in use"))));
        assertThat(environment.instancesLeft(), is(empty()));
        assertThat(environment.left().size(), is(1));
    }

    @Test
    public void aBakeThatReusesAnImageRemovesLeftoversToo() throws Exception {
        assertThat(environment.run(environment.request("true\n")).runToEnd().kind(), is(Outcome.Kind.DONE));
        BakeRequest changed = environment.request("sleep 0\n");
        BakeDriver lost = environment.run(changed);
        lost.runUntil(BakePhase.WAIT_FOR_INSTANCE);
        BakeDriver reusing = environment.run(environment.request("true\n"), Duration.ofHours(5));
        assertThat(reusing.runToEnd().result().get("reused"), is(true));
        assertThat(environment.instancesLeft(), is(empty()));
        assertThat(reusing.log, hasItem(containsString("removed the instance " + lost.state().instance.id)));
    }

    @Test
    public void aSnapshotThatStaysInUseDoesNotKeepTheGroup() throws Exception {
        relay.slow(3, 0);
        BakeDriver run = environment.run(environment.request("true\n"));
        run.runUntil(BakePhase.WAIT_FOR_IMAGE);
        run.move();
        relay.fail("ec2:DeleteSnapshot", Integer.MAX_VALUE, 400, "InvalidSnapshot.InUse", "in use by ami-0");
        run.bake().stop();
        assertThat(run.runToEnd().message(), containsString("There may remain in AWS"));
        assertThat(environment.left(), contains(run.state().image.snapshotIds.get(0)));
    }

    @Test
    public void aProgressThatMayNotBeSeenIsNotWorthTheImage() throws Exception {
        relay.slow(3, 0);
        relay.deny("ec2:DescribeSnapshots");
        BakeDriver run = environment.run(environment.request("true\n"));
        Outcome outcome = run.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(
                run.log.stream()
                        .filter(line -> line.startsWith("warning: the progress of the image"))
                        .count(),
                is(1L));
    }
}
