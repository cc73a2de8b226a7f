package io.jenkins.plugins.hummingbird.image;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.InstancesRule;
import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.image.ec2.ImageCalls;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.TagKeys;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import software.amazon.awssdk.services.ec2.model.Image;

/** That an image which is whole is neither lost by what is only cleaning up nor taken away from who has found it. */
public class BakeEndTest {
    private static final AwsRule AWS = AwsRule.own();
    private static final InstancesRule INSTANCES = new InstancesRule(AWS::property, 0.2);

    @ClassRule
    public static final RuleChain PARTS = RuleChain.outerRule(AWS).around(INSTANCES);

    private final AwsRelay relay = new AwsRelay(AWS);
    private final BakeEnvironment environment = new BakeEnvironment(AWS, relay, INSTANCES);

    @Rule
    public final RuleChain rules = RuleChain.outerRule(relay).around(environment);

    private BakeDriver run;

    @Before
    public void begin() throws Exception {
        run = environment.run(environment.request("true\n"));
    }

    @After
    public void clear() throws Exception {
        environment.clear();
    }

    private Image image() throws Exception {
        return environment.images().get(0);
    }

    private String snapshot() throws Exception {
        return ImageCalls.snapshots(image()).get(0);
    }

    /** Runs to the end, which must be good, with an image that later bakes find. */
    private void published() throws Exception {
        Outcome outcome = run.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("imageId"), is(image().imageId()));
        assertThat(
                Ec2Queries.tag(image().tags(), TagKeys.DIGEST),
                is(outcome.result().get("recipeDigest")));
    }

    @Test
    public void aRefusedTerminationLeavesTheImageAndSaysWhatStays() throws Exception {
        run.runUntil(BakePhase.TERMINATE_INSTANCE);
        String instance = run.state().instance.id;
        protect(instance, true);
        try {
            published();
            assertThat(environment.instancesLeft(), is(List.of(instance)));
        } finally {
            protect(instance, false);
        }
        assertThat(
                run.log,
                hasItem(allOf(
                        containsString(
                                "WARNING: the image is complete, but this remains in AWS: the instance " + instance),
                        containsString("the temporary security group " + run.state().group.id),
                        containsString("may not be terminated"),
                        containsString("switch that off first"))));
        assertThat(
                new BakeView(run.bake()).cost(), containsString("Left, and to be removed: the instance " + instance));
    }

    private void protect(String instance, boolean on) throws Exception {
        environment.ec2(ec2 ->
                ec2.modifyInstanceAttribute(r -> r.instanceId(instance).disableApiTermination(a -> a.value(on))));
    }

    @Test
    public void aGroupThatMayNotBeDeletedIsSaidAlone() throws Exception {
        relay.deny("ec2:DeleteSecurityGroup");
        published();
        assertThat(environment.left(), containsInAnyOrder(image().imageId(), snapshot(), run.state().group.id));
        assertThat(
                run.log,
                hasItem(allOf(
                        containsString("this remains in AWS: the temporary security group " + run.state().group.id),
                        containsString("ec2:DeleteSecurityGroup"))));
    }

    @Test
    public void aGroupThatIsStillInUseIsWaitedForHoweverAwsSaysIt() throws Exception {
        run.runUntil(BakePhase.TERMINATE_INSTANCE);
        relay.fail("ec2:DeleteSecurityGroup", 2, 400, "InvalidGroup.InUse", "There are active instances using it");
        relay.fail("ec2:DeleteSecurityGroup", 1, 400, "DependencyViolation", "has a dependent object");
        published();
        assertThat(run.log, not(hasItem(containsString("WARNING: "))));
        assertThat(environment.left(), containsInAnyOrder(image().imageId(), snapshot()));
    }

    @Test
    public void anEndThatTakesTooLongIsNotWaitedForAndNotPassedOver() throws Exception {
        run.runUntil(BakePhase.TERMINATE_INSTANCE);
        relay.fail("ec2:DeleteSecurityGroup", Integer.MAX_VALUE, 400, "DependencyViolation", "has a dependent object");
        run.move();
        run.move();
        run.later(Duration.ofMinutes(10));
        published();
        assertThat(run.log, hasItem(containsString("AWS has not removed it within 10 minutes. Remove it")));

        BakeDriver unanswered = environment.run(environment.request("sleep 0\n"));
        unanswered.runUntil(BakePhase.TERMINATE_INSTANCE);
        relay.fail("ec2:TerminateInstances", Integer.MAX_VALUE, 503, "Unavailable", "Try again later.");
        unanswered.move();
        unanswered.later(Duration.ofMinutes(9));
        unanswered.move();
        assertThat(unanswered.bake().phaseName(), is(BakePhase.TERMINATE_INSTANCE.name()));
        unanswered.later(Duration.ofMinutes(1));
        assertThat(unanswered.runToEnd().kind(), is(Outcome.Kind.DONE));
        assertThat(unanswered.log, hasItem(allOf(containsString("WARNING: "), containsString("Try again later."))));
    }

    @Test
    public void anImageThatBecameWholeInTimeIsPublishedHoweverLateJenkinsIsBack() throws Exception {
        run.runUntil(BakePhase.TERMINATE_INSTANCE);
        run.later(Duration.ofHours(20));
        run.reload();
        published();
        assertThat(environment.left().size(), is(2));
    }

    @Test
    public void anImageThatIsPublishedOutlivesAStop() throws Exception {
        run.runUntil(BakePhase.PUBLISH_IMAGE);
        run.moveAndKill();
        run.bake().stop();
        Outcome outcome = run.runToEnd();
        assertThat(outcome.kind(), is(Outcome.Kind.STOPPED));
        String image = image().imageId();
        assertThat(environment.left(), containsInAnyOrder(image, snapshot()));
        assertThat(run.log, hasItem(containsString("nothing is left in AWS but the image " + image)));
        BakeView view = new BakeView(run.bake());
        assertThat(view.facts().get("image"), is(image));
        assertThat(view.cost(), containsString("Stored until the AMI is removed"));

        BakeDriver next = environment.run(environment.request("true\n"));
        assertThat(next.runToEnd().result().get("imageId"), is(image));
    }

    @Test
    public void oneWhosePublishingWasOnlyBegunIsRemovedByAStop() throws Exception {
        run.runUntil(BakePhase.PUBLISH_IMAGE);
        relay.fail("ec2:CreateTags", Integer.MAX_VALUE, 503, "Unavailable", "Try again later.");
        run.move();
        run.bake().stop();
        assertThat(run.runToEnd().kind(), is(Outcome.Kind.STOPPED));
        assertThat(environment.left(), is(empty()));
        assertThat(run.log, not(hasItem(containsString("but the image"))));
    }

    @Test
    public void anImageThatIsReusedIsNotTheBakesToRemove() throws Exception {
        published();
        String image = image().imageId();
        BakeDriver second = environment.run(environment.request("true\n"));
        second.runUntil(BakePhase.CHOOSE_BASE_IMAGE);
        second.moveAndKill();
        second.bake().stop();
        assertThat(second.runToEnd().kind(), is(Outcome.Kind.STOPPED));
        assertThat(environment.left(), containsInAnyOrder(image, snapshot()));
    }
}
