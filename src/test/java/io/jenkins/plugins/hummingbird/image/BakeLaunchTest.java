package io.jenkins.plugins.hummingbird.image;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.InstancesRule;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Which instance a bake launches, with what, and what it says when AWS does not give it one. */
public class BakeLaunchTest {
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
    private String failure(BakeRequest request) throws Exception {
        Outcome outcome = environment.run(request).runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(environment.left(), is(empty()));
        return outcome.message();
    }

    private Instance launched(BakeDriver run) throws Exception {
        run.runUntil(BakePhase.WAIT_FOR_INSTANCE);
        return environment
                .ec2(ec2 -> ec2.describeInstances(r -> r.instanceIds(run.state().instance.id)))
                .reservations()
                .get(0)
                .instances()
                .get(0);
    }

    /** Lets the zone lack the types of the next launches. */
    private void notOffered(int times) {
        relay.fail(
                "ec2:RunInstances",
                times,
                400,
                "Unsupported",
                "Your requested instance type is not supported in your requested Availability Zone (eu-central-1a)."
                        + " Please retry your request by not specifying an Availability Zone or choosing"
                        + " eu-central-1b.");
    }

    @Test
    public void noRoomForTheInstanceLeavesNoGroup() throws Exception {
        relay.noCapacity(99);
        assertThat(failure(environment.request("true\n")), containsString("no capacity for the instance"));
    }

    @Test
    public void aLimitOfTheAccountIsSaid() throws Exception {
        relay.fail("ec2:RunInstances", 1, 400, "VcpuLimitExceeded", "You have requested more vCPU capacity.");
        assertThat(failure(environment.request("true\n")), containsString("ask for a higher limit"));
    }

    @Test
    public void aTypeOfAnotherArchitectureOrNoneIsSaid() throws Exception {
        BakeRequest request = environment.request("true\n");
        request.instanceType = "m6g.large";
        assertThat(failure(request), containsString("m6g.large runs arm64, and the image is made for x86_64"));
        request.instanceType = "x99.huge";
        assertThat(failure(request), containsString("there is no type 'x99.huge'"));
    }

    private Volume disk(BakeDriver run) throws Exception {
        String id = launched(run).blockDeviceMappings().get(0).ebs().volumeId();
        return environment
                .ec2(ec2 -> ec2.describeVolumes(r -> r.volumeIds(id)))
                .volumes()
                .get(0);
    }

    @Test
    public void theDiskIsEncryptedByTheKeyThatIsNamedOrNotAtAll() throws Exception {
        BakeRequest request = environment.request("true\n");
        request.kmsKeyId = AWS.property("kmsKey");
        Volume disk = disk(environment.run(request));
        assertThat(disk.encrypted(), is(true));
        assertThat(disk.kmsKeyId(), is(AWS.property("kmsKey")));
        BakeRequest plain = environment.request("true\n");
        plain.encrypted = false;
        relay.forget();
        assertThat(disk(environment.run(plain)).encrypted(), is(false));
        // EC2 refuses a false where the base image is encrypted
        assertThat(
                relay.parameters("ec2:RunInstances").get(0).keySet(),
                not(hasItem("BlockDeviceMapping.1.Ebs.Encrypted")));
    }

    @Test
    public void aKeyThatCannotBeUsedIsNamed() throws Exception {
        BakeRequest request = environment.request("true\n");
        request.kmsKeyId = AWS.property("disabledKmsKey");
        assertThat(
                failure(request),
                allOf(
                        containsString("did not start: Client.InternalError"),
                        containsString("was to be encrypted by " + request.kmsKeyId),
                        containsString("'Keys of encrypted disks' in docs/aws.md")));
    }

    @Test
    public void theAccountsDefaultKeyIsMeantWhereNoneIsNamed() throws Exception {
        environment.ec2(ec2 -> ec2.modifyEbsDefaultKmsKeyId(r -> r.kmsKeyId(AWS.property("disabledKmsKey"))));
        try {
            assertThat(
                    failure(environment.request("true\n")),
                    containsString("was to be encrypted by the default key of the account for EBS"));
        } finally {
            environment.ec2(ec2 -> ec2.modifyEbsDefaultKmsKeyId(r -> r.kmsKeyId(AWS.property("kmsKey"))));
        }
    }

    @Test
    public void anImageThatIsEncryptedAllTheSameIsSaid() throws Exception {
        BakeDriver first = environment.run(environment.request("true\n"));
        String encrypted = launched(first).instanceId();
        BakeRequest request = environment.request("true\n");
        request.encrypted = false;
        request.baseAmi = environment
                .ec2(ec2 -> ec2.createImage(r -> r.instanceId(encrypted).name("encrypted")))
                .imageId();
        BakeDriver run = environment.run(request);
        Outcome outcome = run.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        String warning = "warning: the image is encrypted although encrypted is false";
        assertThat(run.log, hasItem(containsString(warning)));
        BakeDriver again = environment.run(request);
        assertThat(again.runToEnd().kind(), is(Outcome.Kind.DONE));
        assertThat(again.log, hasItems(containsString("built from identical inputs"), containsString(warning)));
    }

    @Test
    public void whereToDownloadFromIsSaidToWhatRunsOnTheInstance() throws Exception {
        BakeRequest request =
                environment.request("echo \"$PIP_INDEX_URL, $HUMMINGBIRD_PACKAGE_PROXY, $HUMMINGBIRD_PYTHON\"; exit 3");
        request.pipIndexUrl = "https://mirror.example.org/simple";
        request.packageProxy = "http://proxy.example.org:3142";
        request.pythonSource = "/opt/python3.9/bin/python3.9";
        assertThat(
                failure(request),
                containsString("its last line: https://mirror.example.org/simple, http://proxy.example.org:3142,"
                        + " /opt/python3.9/bin/python3.9"));
    }

    @Test
    public void aZoneWithoutTheUsualTypeGetsOneThatIsAlike() throws Exception {
        notOffered(2);
        BakeDriver run = environment.run(environment.request("true\n"));
        assertThat(launched(run).instanceTypeAsString(), is("m7i.large"));
        assertThat(run.log, hasItem("instance: AWS does not offer m6i.large there; trying m7i.large"));
        assertThat(new BakeView(run.bake()).cost(), containsString("1 m7i.large"));
    }

    @Test
    public void anotherTypeIsStillOneInstanceWhenItsAnswerIsLost() throws Exception {
        BakeDriver run = environment.run(environment.request("true\n"));
        run.runUntil(BakePhase.LAUNCH_INSTANCE);
        notOffered(1);
        run.move();
        relay.loseAnswers("ec2:RunInstances", 1);
        run.moveAndKill();
        assertThat(launched(run).instanceTypeAsString(), is("m6i.large"));
        assertThat(environment.launched(run), is(1L));
    }

    @Test
    public void aRegionWithoutTheUsualTypeGetsOneThatIsAlike() throws Exception {
        relay.fail("ec2:DescribeInstanceTypes", 1, 400, "InvalidInstanceType", "do not exist: [m5.large]");
        assertThat(launched(environment.run(environment.request("true\n"))).instanceTypeAsString(), is("m6i.large"));
    }

    @Test
    public void whereNothingThatSuitsIsOfferedATypeIsAskedFor() throws Exception {
        notOffered(9);
        BakeRequest request = environment.request("true\n");
        assertThat(
                failure(request),
                containsString("instanceType: AWS offers none of m5.large, m6i.large, m7i.large in the zone of the"
                        + " subnet " + request.subnetId));
        request.instanceType = "m5.xlarge";
        assertThat(
                failure(request),
                allOf(
                        containsString("use another instanceType, or a subnetId in another zone"),
                        containsString("choosing eu-central-1b"),
                        not(containsString("m6i"))));
    }

    @Test
    public void aBaseImageOfASystemThatItsReleaseDoesNotKnowIsRefused() throws Exception {
        String instance = environment.launch();
        BakeRequest request = environment.request("true\n");
        request.baseAmi = environment
                .ec2(ec2 -> ec2.createImage(r -> r.instanceId(instance).name("a base")))
                .imageId();
        environment.end(instance);
        request.os = "alinux2";
        Outcome outcome = environment.run(request).runToEnd();
        assertThat(outcome.message(), containsString("os: ParallelCluster 3.16.1 has no alinux2 any more"));
        request.parallelClusterVersion = "3.15.0";
        environment.run(request).runUntil(BakePhase.CHECK_LAUNCH);
    }
}
