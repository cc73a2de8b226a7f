package io.jenkins.plugins.hummingbird.image;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.InstancesRule;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.image.ec2.InstanceLogin;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;

/** Bakes whose instance only an EC2 Instance Connect Endpoint reaches; the emulator's checks each signature. */
public class BakeThroughEndpointTest {
    private static final AwsRule AWS = AwsRule.own();
    private static final InstancesRule INSTANCES = new InstancesRule(AWS::property, 0.5);

    @ClassRule
    public static final RuleChain CLASS = RuleChain.outerRule(AWS).around(INSTANCES);

    private final AwsRelay relay = new AwsRelay(AWS);
    private final BakeEnvironment environment = new BakeEnvironment(AWS, relay, INSTANCES);

    @Rule
    public final RuleChain rules = RuleChain.outerRule(relay).around(environment);

    private int tunnelsBefore;

    @Before
    public void begin() throws Exception {
        tunnels();
        tunnelsBefore = AWS.tunnels().size();
    }

    @After
    public void clear() throws Exception {
        environment.clear();
    }

    private static void tunnels(String... wishes) throws Exception {
        String[] all = new String[wishes.length + 1];
        all[0] = "sshPort=" + INSTANCES.port();
        System.arraycopy(wishes, 0, all, 1, wishes.length);
        AWS.tunnels(all);
    }

    /** What became of the tunnels that this test has asked for. */
    private List<String> opened() throws Exception {
        List<String> all = AWS.tunnels();
        return all.subList(tunnelsBefore, all.size());
    }

    private BakeRequest request(String script) {
        BakeRequest request = environment.request(script);
        request.address = BakeRequest.ENDPOINT;
        request.sshPort = 22;
        return request;
    }

    private static String text(BakeDriver run) {
        return String.join("\n", run.log);
    }

    @Test
    public void reachesTheInstanceThroughTheEndpointOfItsSubnetWhichAloneIsAdmitted() throws Exception {
        BakeDriver run = environment.run(request("echo $((6*7))\n"));
        run.runUntil(BakePhase.RUN_SCRIPT);
        String address = run.state().instance.address;
        Outcome outcome = run.runToEnd();
        assertThat(text(run), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(text(run), containsString("\n  42\n"));
        assertThat(run.log, hasItem("SSH goes through the EC2 Instance Connect Endpoint " + endpoint()));
        Map<String, String> opening =
                relay.parameters("ec2:AuthorizeSecurityGroupIngress").get(0);
        assertThat(opening.get("IpPermissions.1.Groups.1.GroupId"), is(AWS.property("endpointSecurityGroup")));
        assertThat(opening.get("IpPermissions.1.IpRanges.1.CidrIp") == null, is(true));
        assertThat(opened(), everyItem(is("tunnel " + address + ":" + INSTANCES.port())));
        assertThat(opened(), hasSize(greaterThan(0)));
        assertThat(run.savedState(), not(containsString("X-Amz-Signature")));
        assertThat(text(run), not(containsString("X-Amz-")));
    }

    private static String endpoint() {
        return AWS.property("instanceConnectEndpoint");
    }

    @Test
    public void carriesMoreThanItsBuffersBothWays() throws Exception {
        BakeDriver run = environment.run(request("sleep 60\n"));
        run.runUntil(BakePhase.RUN_SCRIPT);
        Shell shell = InstanceLogin.shell(run.state(), run);
        byte[] sent = new byte[5_000_000];
        new Random(15).nextBytes(sent);
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        shell.run(Command.script("cat > \"$HOME/bytes\"").stdin(sent));
        Result result = shell.run(Command.script("cat \"$HOME/bytes\"").output(back, sent.length));
        assertThat(result.err(), result.exit(), is(0));
        assertThat(Arrays.equals(back.toByteArray(), sent), is(true));
    }

    /** As each does after an hour. */
    @Test
    public void goesOnThroughAnotherTunnelWhenOneEnds() throws Exception {
        tunnels("bytes=6000");
        BakeDriver run = environment.run(request("for i in $(seq 400); do echo line $i of the script; done\n"));
        while (opened().size() < 3 && !run.move()) {
            // the next tunnel comes when one has ended
        }
        assertThat(text(run), opened(), hasSize(greaterThan(2)));
        tunnels();
        Outcome outcome = run.runToEnd();
        assertThat(text(run), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(text(run), containsString("line 400 of the script"));
    }

    @Test
    public void launchesNothingWhereTheVpcHasNoEndpoint() throws Exception {
        BakeRequest request = request("true\n");
        request.subnetId = "";
        BakeDriver run = environment.run(request);
        assertThat(
                run.runToEnd().message(),
                allOf(
                        containsString("address: endpoint needs an EC2 Instance Connect Endpoint"),
                        containsString("instanceConnectEndpointId")));
        assertThat(relay.actions(), not(hasItem("ec2:RunInstances")));
        request.instanceConnectEndpointId = "eice-0badbadbadbadbad0";
        assertThat(
                environment.run(request).runToEnd().message(),
                containsString("there is no EC2 Instance Connect Endpoint eice-0badbadbadbadbad0 in eu-central-1"));
    }

    @Test
    public void asksFromWhereConnectionsComeWhereTheEndpointDoesNotSay() throws Exception {
        tunnels("preserveClientIp=true");
        BakeRequest request = request("true\n");
        request.instanceConnectEndpointId = endpoint();
        assertThat(
                environment.run(request).runToEnd().message(),
                containsString("allowedCidr: say from where the instance is reached, for the endpoint " + endpoint()));
        assertThat(relay.actions(), not(hasItem("ec2:RunInstances")));
    }

    @Test
    public void saysWhichActionThePolicyLacks() throws Exception {
        tunnels("refuse=AccessDeniedException");
        BakeDriver run = environment.run(request("true\n"));
        assertThat(
                run.runToEnd().message(),
                allOf(
                        containsString("the tunnel is refused with HTTP status 403, AccessDeniedException"),
                        containsString("ec2-instance-connect:OpenTunnel")));
        assertThat(environment.instancesLeft(), is(List.of()));
    }

    @Test
    public void saysWhatToLookAtWhenTheInstanceDoesNotAdmitTheEndpoint() throws Exception {
        BakeRequest request = request("true\n");
        request.securityGroupIds = AWS.property("securityGroup");
        BakeDriver run = environment.run(request);
        run.runUntil(BakePhase.WAIT_FOR_LOGIN);
        run.move();
        run.later(Duration.ofMinutes(10));
        assertThat(
                run.runToEnd().message(),
                allOf(
                        containsString("does not answer after 10 minutes"),
                        // the end of the WebSocket may be seen before the reason that comes with it
                        anyOf(containsString("no answer from the instance"), containsString("closed input")),
                        containsString("the endpoint's security groups must let port 22 out"),
                        containsString("the groups of securityGroupIds must let the endpoint in at port 22")));
    }
}
