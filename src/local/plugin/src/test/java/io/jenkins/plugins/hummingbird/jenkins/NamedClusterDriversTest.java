package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.cloudbees.plugins.credentials.LocalCredentials;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import hudson.util.FormValidation;
import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.SimulatedCluster;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.jenkins.credentials.TestKeyPair;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jenkins.local.LocalKey;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Submissions to a cluster by its name, by the drivers of Jenkins: its credentials, its files, its restarts. */
public class NamedClusterDriversTest {
    private static final String SINCE = "2026-08-15 10:00:00.123456+00:00";

    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @ClassRule
    public static final AwsRule AWS = AwsRule.own();

    @Rule
    public final AwsRelay relay = new AwsRelay(AWS);

    @Rule
    public final LocalController controller = new LocalController();

    private AwsClients aws;
    private String headNode;
    private SubmitStep step;

    @Before
    public void aKeyForEach() throws Exception {
        System.setProperty("aws.endpointUrl", relay.endpoint().toString());
        aws = AwsClients.open(AWS.access());
        LocalCredentials.add(new TestKeyPair("an-account", AWS.property("key"), AWS.property("secret")));
        LocalCredentials.add(new LocalKey(ShortTasks.CREDENTIAL, HEAD_NODE.user(), HEAD_NODE.key("ed25519"), null));
    }

    @After
    public void forgetTheEndpoint() {
        aws.close();
        System.clearProperty("aws.endpointUrl");
    }

    private SimulatedCluster made(String name, ShortTasks tasks) throws Exception {
        SimulatedCluster cluster = new SimulatedCluster(AWS, aws, name).create().fleet("RUNNING", SINCE);
        headNode = cluster.headNode();
        relay.privateAddress(headNode, "127.0.0.1");
        step = tasks.step();
        step.setHost(null);
        step.setUser(null);
        step.setCluster(name);
        step.setRegion(AWS.region());
        step.setAwsCredentialsId("an-account");
        return cluster;
    }

    @Test
    public void waitsForTheClusterThroughARestartAndRunsToItsEnd() throws Exception {
        ShortTasks tasks = new ShortTasks(HEAD_NODE, "ok");
        made("plates", tasks);
        relay.stackStatus("plates", "CREATE_IN_PROGRESS");
        LocalPipeline pipeline = new LocalPipeline(controller, step).start();
        Patience.await("the cluster", () -> pipeline.build().log().contains("waits: "));
        pipeline.dieAndLoad();
        relay.stackStatus("plates", "CREATE_COMPLETE");
        pipeline.resume();
        Map<?, ?> result = (Map<?, ?>) pipeline.awaitEnd();
        assertThat(result.get("completed"), is(1L));
        assertThat(pipeline.build().linesWith("waits: "), hasSize(1));
        assertThat(pipeline.build().log(), containsString("head node of plates is " + headNode + " at 127.0.0.1:"));
        Path known = controller.home().resolve("hummingbird/known_hosts");
        assertThat(Files.readString(known), startsWith(headNode + " "));
        assertThat(
                "the key of AWS in each process, that for SSH once there is a head node",
                LocalCredentials.tracked().stream()
                        .map(credential -> ((IdCredentials) credential).getId())
                        .toList(),
                is(List.of("an-account", "an-account", ShortTasks.CREDENTIAL)));
        try (Stream<Path> files = Files.list(pipeline.folder())) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file), not(containsString(AWS.property("secret"))));
            }
        }
        assertThat(
                new String(pipeline.savedForm(), StandardCharsets.ISO_8859_1),
                not(containsString(AWS.property("secret"))));
    }

    @Test
    public void anAbortWhileItWaitsForTheClusterEndsIt() throws Exception {
        made("young", new ShortTasks(HEAD_NODE, "ok"));
        relay.stackStatus("young", "CREATE_IN_PROGRESS");
        LocalPipeline pipeline = new LocalPipeline(controller, step).start();
        Patience.await("the cluster", () -> pipeline.build().log().contains("waits: "));
        pipeline.dieAndLoad();
        pipeline.stop(new InterruptedException("enough"));
        assertThat(pipeline.awaitEnd(), is(instanceOf(InterruptedException.class)));
        assertThat(pipeline.ends(), hasSize(1));
        assertThat(controller.unfinished(), is(empty()));
    }

    @Test
    public void aCredentialOfAwsThatIsMissingIsNamed() throws Exception {
        made("locked", new ShortTasks(HEAD_NODE, "ok"));
        step.setAwsCredentialsId("nobody-s");
        LocalPipeline pipeline = new LocalPipeline(controller, step).start();
        assertThat(
                ((Throwable) pipeline.awaitEnd()).getMessage(),
                containsString("awsCredentialsId: there is no AWS credential"));
    }

    private FormValidation tested() throws Exception {
        return new SubmitStep.DescriptorImpl()
                .doTestHeadNode(
                        controller.job("tested"),
                        step.getCluster(),
                        step.getAddress(),
                        step.getInstanceConnectEndpointId(),
                        step.getHost(),
                        String.valueOf(step.getPort()),
                        step.getUser(),
                        step.getSshCredentialsId(),
                        step.getHostKeyPolicy(),
                        step.getHostKey(),
                        step.getKnownHosts(),
                        step.getRegion(),
                        step.getAwsCredentialsId(),
                        step.getRoleArn(),
                        step.getExternalId());
    }

    @Test
    public void reachesTheHeadNodeThroughAnEndpointInABuildAndByTheFormsButton() throws Exception {
        made("tunnelled", new ShortTasks(HEAD_NODE, "ok"));
        AWS.tunnels("hosts=127.0.0.1", "sshPort=" + HEAD_NODE.port());
        step.setAddress("endpoint");
        step.setInstanceConnectEndpointId(AWS.property("instanceConnectEndpoint"));
        step.setPort(22);
        FormValidation answer = tested();
        assertThat(answer.getMessage(), answer.kind, is(FormValidation.Kind.OK));
        List<String> tried = AWS.tunnels();
        assertThat(tried, hasItem("tunnel 127.0.0.1:" + HEAD_NODE.port()));
        Map<?, ?> result =
                (Map<?, ?>) new LocalPipeline(controller, step).start().awaitEnd();
        assertThat(result.get("completed"), is(1L));
        assertThat(AWS.tunnels(), hasSize(greaterThan(tried.size())));
    }

    @Test
    public void theFormsButtonSaysWhoAnswersAndRemembersNoKey() throws Exception {
        SimulatedCluster cluster = made("tried", new ShortTasks(HEAD_NODE, "ok"));
        FormValidation answer = tested();
        assertThat(answer.getMessage(), answer.kind, is(FormValidation.Kind.OK));
        assertThat(answer.getMessage(), containsString("answers: Slurm "));
        assertThat(answer.getMessage(), containsString("SHA256:"));
        assertThat(Files.exists(controller.home().resolve("hummingbird/known_hosts")), is(false));
        cluster.fleet("STOPPED", SINCE);
        answer = tested();
        assertThat(answer.getMessage(), answer.kind, is(FormValidation.Kind.OK));
        assertThat(answer.getMessage(), containsString("answers: Slurm "));
        assertThat(
                answer.getMessage(),
                containsString("The compute fleet of tried is stopped; a submission starts it. Its host key is new"));
        step.setCluster(null);
        step.setHost("127.0.0.1");
        assertThat(tested().kind, is(FormValidation.Kind.OK));
        step.setSshCredentialsId("nobody-s");
        assertThat(tested().getMessage(), containsString("there is no SSH private key"));
    }
}
