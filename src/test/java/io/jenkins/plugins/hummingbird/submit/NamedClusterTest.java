package io.jenkins.plugins.hummingbird.submit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.SimulatedCluster;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.request.HeadNodeAddress;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Submissions that name a cluster: AWS says where the head node is, and a real sshd and a real Slurm are there. */
public class NamedClusterTest {
    private static final String SINCE = "2026-08-15 10:00:00.123456+00:00";

    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common(8);

    @ClassRule
    public static final AwsRule AWS = AwsRule.own();

    @Rule
    public final AwsRelay relay = new AwsRelay(AWS);

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private AwsClients aws;

    @Before
    public void open() throws Exception {
        aws = AwsClients.open(relay.access());
    }

    @After
    public void close() {
        aws.close();
    }

    private SimulatedCluster made(String name) throws Exception {
        return new SimulatedCluster(AWS, aws, name).create();
    }

    private SimulatedCluster made(String name, String fleet) throws Exception {
        return made(name).fleet(fleet, SINCE);
    }

    /** @param address the private one of the head node */
    private String headNode(SimulatedCluster cluster, String address) throws Exception {
        String id = cluster.headNode();
        relay.privateAddress(id, address);
        return id;
    }

    private TestSubmitContext submission(String name, String... tasks) throws Exception {
        return TestSubmitContext.of(cluster, aws, request(name, tasks));
    }

    private SubmitRequest request(String name, String... tasks) throws Exception {
        SubmitRequest request = cluster.request(tasks);
        request.host = "";
        request.cluster = name;
        return request;
    }

    private String refusal(String name) throws Exception {
        TestSubmitContext jenkins = submission(name, "ok");
        jenkins.skipUntil(s -> false);
        assertThat(jenkins.log.toString(), jenkins.submission().outcome().kind(), is(Outcome.Kind.FAILED));
        return jenkins.submission().outcome().message();
    }

    private Path knownHosts() {
        return cluster.folder().resolve("known_hosts");
    }

    @Test
    public void runsToItsEndAndAsksAwsOnceWhereTheHeadNodeIs() throws Exception {
        String headNode = headNode(made("plates", "RUNNING"), "127.0.0.1");
        TestSubmitContext jenkins = submission("plates", "ok", "ok");
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("completed"), is(2L));
        assertThat(jenkins.log.get(0), endsWith(" to cluster plates"));
        assertThat(
                jenkins.log, hasItem("the head node of plates is " + headNode + " at 127.0.0.1:" + HEAD_NODE.port()));
        assertThat(
                relay.actions().stream()
                        .filter(call -> call.equals("ec2:DescribeInstances"))
                        .count(),
                is(1L));
        String known = Files.readString(knownHosts());
        assertThat(known, startsWith(headNode + " ssh-ed25519 "));
        assertThat(known, not(containsString("127.0.0.1")));
    }

    @Test
    public void aStoppedFleetIsStartedOnceAndWaitedForAlsoAfterARestart() throws Exception {
        SimulatedCluster plates = made("stopped", "STOPPING");
        headNode(plates, "127.0.0.1");
        TestSubmitContext jenkins = submission("stopped", "ok");
        jenkins.skipUntil(s -> !jenkins.log.isEmpty() && s.lastWaitReason != null);
        jenkins.reload();
        assertThat(jenkins.log, hasItem("waits: the compute fleet of stopped is stopping, and is started afterwards"));
        assertThat(relay.actions(), not(hasItem("dynamodb:UpdateItem")));
        plates.fleet("STOPPED", SINCE);
        jenkins.skipUntil(s -> s.fleetStarted);
        assertThat(plates.fleet(), is("START_REQUESTED"));
        jenkins.reload();
        for (int looks = 0; looks < 3; looks++) {
            jenkins.submission().move(jenkins);
        }
        plates.fleet("RUNNING", SINCE);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        List<String> said =
                jenkins.log.stream().filter(line -> line.contains("fleet")).toList();
        assertThat(
                said,
                is(List.of(
                        "waits: the compute fleet of stopped is stopping, and is started afterwards",
                        "the compute fleet of stopped is stopped: it is started",
                        "waits: the compute fleet of stopped is starting")));
    }

    /** The process ended between the note that it is to be started, and the request. */
    @Test
    public void aFleetWhoseStartWasNotedButNotAskedForIsStarted() throws Exception {
        SimulatedCluster plates = made("noted", "STOPPED");
        headNode(plates, "127.0.0.1");
        TestSubmitContext jenkins = submission("noted", "ok");
        relay.fail("dynamodb:UpdateItem", 5, 500, "InternalServerError", "not now");
        jenkins.skipUntil(s -> s.fleetStarted);
        jenkins.reload();
        assertThat(plates.fleet(), is("STOPPED"));
        jenkins.skipUntil(s -> s.lastWaitReason != null);
        assertThat(plates.fleet(), is("START_REQUESTED"));
    }

    @Test
    public void aFleetThatWasStartedIsSaidToGoOnWhenTheBuildIsAborted() throws Exception {
        SimulatedCluster plates = made("aborted", "STOPPED");
        headNode(plates, "127.0.0.1");
        TestSubmitContext jenkins = submission("aborted", "ok");
        jenkins.skipUntil(s -> s.fleetStarted);
        jenkins.submission().stop();
        jenkins.reload();
        jenkins.submission().stop();
        jenkins.skipUntil(s -> false);
        assertThat(jenkins.submission().outcome().kind(), is(Outcome.Kind.STOPPED));
        assertThat(jenkins.submission().outcome().message(), is(""));
        assertThat(jenkins.log, hasItem("the compute fleet of aborted, which was stopped, goes on running"));
        assertThat(plates.fleet(), is("START_REQUESTED"));
    }

    @Test
    public void aClusterThatIsBeingMadeIsWaitedForAndThatIsSaidOnce() throws Exception {
        SimulatedCluster plates = made("young", "RUNNING");
        headNode(plates, "127.0.0.1");
        relay.stackStatus("young", "CREATE_IN_PROGRESS");
        TestSubmitContext jenkins = submission("young", "ok");
        for (int looks = 0; looks < 5; looks++) {
            jenkins.submission().move(jenkins);
            jenkins.reload();
        }
        assertThat(
                jenkins.log.subList(1, jenkins.log.size()),
                is(List.of("waits: the cluster young is still being created")));
        relay.stackStatus("young", "CREATE_COMPLETE");
        jenkins.skipUntil(s -> s.phase() == SubmitPhase.CHECK_HEAD_NODE);
        assertThat(jenkins.submission().state().headNode.address(), is("127.0.0.1"));
    }

    @Test
    public void aClusterThatTakesNoJobsIsRefusedWithWhatToDo() throws Exception {
        SimulatedCluster plates = made("sick", "PROTECTED");
        assertThat(refusal("sick"), containsString("no longer has a head node"));
        String headNode = headNode(plates, "127.0.0.1");
        assertThat(refusal("sick"), containsString("is PROTECTED: ten of its nodes in a row failed to start"));
        assertThat(relay.actions(), not(hasItem("dynamodb:UpdateItem")));
        relay.stackStatus("sick", "CREATE_FAILED");
        relay.stackEvent(
                "sick",
                "HeadNodeWaitCondition",
                "AWS::CloudFormation::WaitCondition",
                "CREATE_FAILED",
                "Failed to execute OnNodeStart script");
        assertThat(refusal("sick"), containsString("(CREATE_FAILED): OnNodeStartExecutionFailure"));
        relay.stackStatus("sick", "DELETE_IN_PROGRESS");
        assertThat(refusal("sick"), containsString("is deleted or being deleted (DELETE_IN_PROGRESS)"));
        relay.stackStatus("sick", "UPDATE_ROLLBACK_FAILED");
        assertThat(refusal("sick"), containsString("its stack status is UPDATE_ROLLBACK_FAILED"));
        relay.stackStatus("sick", "CREATE_COMPLETE");
        aws.ec2("stopping", ec2 -> ec2.stopInstances(r -> r.instanceIds(headNode)));
        assertThat(refusal("sick"), containsString(headNode + " of the cluster sick is stopped. Start it"));
        assertThat(
                refusal("nobody-s"), startsWith("There is no cluster 'nobody-s' in eu-central-1. Existing clusters: "));
        assertThat(refusal("nobody-s"), containsString("sick"));
        assertThat(refusal("$(reboot)"), containsString("cluster: '$(reboot)' cannot be the name of a cluster"));
    }

    @Test
    public void exactlyOneOfClusterAndHostIsGiven() throws Exception {
        SubmitRequest both = request("plates", "ok");
        both.host = "head-node";
        SubmitRequest neither = request("", "ok");
        SubmitRequest elsewhere = request("plates", "ok");
        elsewhere.address = "loopback";
        for (SubmitRequest request : List.of(both, neither)) {
            TestSubmitContext jenkins = TestSubmitContext.of(cluster, aws, request);
            jenkins.skipUntil(s -> false);
            assertThat(jenkins.submission().outcome().message(), containsString("give either cluster"));
        }
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, aws, elsewhere);
        jenkins.skipUntil(s -> false);
        assertThat(
                jenkins.submission().outcome().message(),
                containsString("address must be private, public or endpoint"));
        assertThat(relay.actions(), is(List.of()));
    }

    @Test
    public void aHeadNodeIsReachedThroughAnEndpointAndRunningTasksAreNotGivenUpWhenThatIsRefused() throws Exception {
        String headNode = headNode(made("tunnelled", "RUNNING"), "127.0.0.1");
        AWS.tunnels("hosts=127.0.0.1", "sshPort=" + HEAD_NODE.port());
        SubmitRequest request = request("tunnelled", "ok", "wait");
        request.address = HeadNodeAddress.ENDPOINT;
        request.port = 22;
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, aws, request);
        jenkins.runUntil(s -> s.groupTasks.states != null && s.groupTasks.states.count(GroupState.RUNNING) > 0);
        assertThat(jenkins.log.toString(), jenkins.submission().outcome() == null, is(true));
        AWS.tunnels("refuse=AccessDeniedException");
        HEAD_NODE.part("sshd", "kill"); // and with it the tunnel
        HEAD_NODE.part("sshd", "start");
        jenkins.skipUntil(s -> jenkins.log.toString().contains("refused with HTTP status 403"));
        assertThat(jenkins.log.toString(), containsString("ec2-instance-connect:OpenTunnel"));
        assertThat(jenkins.submission().outcome() == null, is(true));
        AWS.tunnels("hosts=127.0.0.1", "sshPort=" + HEAD_NODE.port());
        cluster.go();
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("completed"), is(2L));
        assertThat(AWS.tunnels(), hasItem("tunnel 127.0.0.1:" + HEAD_NODE.port()));
        assertThat(Files.readString(knownHosts()), startsWith(headNode + " ssh-ed25519 "));
    }

    @Test
    public void anEndpointLeadsToClustersAndToPort22() throws Exception {
        SubmitRequest request = cluster.request("ok");
        request.address = HeadNodeAddress.ENDPOINT;
        request.port = 2222;
        request.instanceConnectEndpointId = "vpce-1";
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, aws, request);
        jenkins.skipUntil(s -> false);
        assertThat(
                jenkins.submission().outcome().message(),
                allOf(
                        containsString("address: endpoint is for a cluster"),
                        containsString("port must be 22 with address: endpoint"),
                        containsString("'vpce-1' is not the id of an EC2 Instance Connect Endpoint")));
    }

    @Test
    public void aHeadNodeWithoutPublicAddressIsNotReachedByIt() throws Exception {
        String headNode = headNode(made("inside", "RUNNING"), "127.0.0.1");
        relay.publicAddress(headNode, "");
        SubmitRequest request = request("inside", "ok");
        request.address = HeadNodeAddress.PUBLIC;
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, aws, request);
        jenkins.skipUntil(s -> false);
        assertThat(
                jenkins.submission().outcome().message(),
                containsString(headNode + " of the cluster inside has no public address. Set address: 'private'"));
    }

    @Test
    public void aHeadNodeThatGotAnotherAddressIsFoundThere() throws Exception {
        String headNode = headNode(made("moving", "RUNNING"), "127.0.0.9");
        relay.publicAddress(headNode, "127.0.0.2");
        SubmitRequest request = request("moving", "ok");
        request.address = HeadNodeAddress.PUBLIC;
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, aws, request);
        jenkins.skipUntil(s -> jenkins.log.toString().contains("no answer"));
        assertThat(jenkins.log.toString(), containsString("HeadNode/Ssh/AllowedIps of moving must hold"));
        aws.ec2("stopping", ec2 -> ec2.stopInstances(r -> r.instanceIds(headNode)));
        relay.forget();
        jenkins.skipUntil(s -> relay.actions().contains("ec2:DescribeInstances"));
        assertThat(jenkins.submission().outcome() == null, is(true));
        jenkins.reload();
        aws.ec2("starting", ec2 -> ec2.startInstances(r -> r.instanceIds(headNode)));
        relay.publicAddress(headNode, "127.0.0.1");
        jenkins.skipUntil(s -> s.isPast(SubmitPhase.CHECK_HEAD_NODE));
        assertThat(
                jenkins.log,
                hasItem("the head node " + headNode + " was at 127.0.0.2:" + HEAD_NODE.port() + ", and is at 127.0.0.1:"
                        + HEAD_NODE.port() + " now"));
        assertThat("not at each attempt", relay.actions().size() < 6, is(true));
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
    }

    /** It was stopped, somebody else got its address, and it was started again. */
    @Test
    public void anotherHostAtTheAddressIsNotTakenForTheHeadNode() throws Exception {
        String headNode = headNode(made("taken", "RUNNING"), "127.0.0.1");
        relay.publicAddress(headNode, "127.0.0.3");
        SubmitRequest request = request("taken", "ok");
        request.address = HeadNodeAddress.PUBLIC;
        Files.writeString(knownHosts(), headNode + " " + HEAD_NODE.property("hostKey") + "\n");
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, aws, request);
        jenkins.skipUntil(s -> s.headNode != null);
        try (SshServer other = SshServer.setUpDefaultServer()) {
            other.setHost("127.0.0.3");
            other.setPort(HEAD_NODE.port());
            other.setKeyPairProvider(
                    KeyPairProvider.wrap(KeyPairGenerator.getInstance("EC").generateKeyPair()));
            other.start();
            aws.ec2("stopping", ec2 -> ec2.stopInstances(r -> r.instanceIds(headNode)));
            jenkins.skipUntil(s -> jenkins.log.toString().contains("is stopped: start that instance in EC2"));
            assertThat(jenkins.log.toString(), containsString("The host key of " + HEAD_NODE.user() + "@127.0.0.3"));
            aws.ec2("starting", ec2 -> ec2.startInstances(r -> r.instanceIds(headNode)));
            relay.publicAddress(headNode, "127.0.0.1");
            Outcome outcome = jenkins.runToEnd();
            assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        }
        assertThat(
                jenkins.log.toString(),
                containsString("was at 127.0.0.3:" + HEAD_NODE.port() + ", and is at 127.0.0.1"));
    }

    private static String anotherKey() throws Exception {
        return Files.readString(Path.of(HEAD_NODE.property("key") + ".pub")).replaceFirst("^(\\S+ \\S+).*\\s*$", "$1");
    }

    @Test
    public void aHeadNodeThatWasTerminatedIsNotWaitedFor() throws Exception {
        String headNode = headNode(made("ended", "RUNNING"), "127.0.0.1");
        TestSubmitContext jenkins = submission("ended", "wait");
        jenkins.runUntil(s -> s.groupTasks.states != null && s.groupTasks.states.count(GroupState.RUNNING) > 0);
        HEAD_NODE.part("sshd", "kill");
        try {
            aws.ec2("ending", ec2 -> ec2.terminateInstances(r -> r.instanceIds(headNode)));
            jenkins.skipUntil(s -> false);
        } finally {
            HEAD_NODE.part("sshd", "start");
            cluster.go();
        }
        assertThat(jenkins.submission().outcome().kind(), is(Outcome.Kind.FAILED));
        assertThat(
                jenkins.submission().outcome().message(),
                startsWith("The head node " + headNode + " of the cluster ended was terminated"));
    }

    /** Addresses are used again, instance ids never. */
    @Test
    public void theHostKeyBelongsToTheInstanceAndNotToItsAddress() throws Exception {
        String headNode = headNode(made("keys", "RUNNING"), "127.0.0.1");
        Files.writeString(knownHosts(), "[127.0.0.1]:" + HEAD_NODE.port() + " " + anotherKey() + "\n");
        assertThat(submission("keys", "ok").runToEnd().message(), is(""));
        Files.writeString(knownHosts(), headNode + " " + anotherKey() + "\n");
        HEAD_NODE.part("sshd", "kill"); // and with it the connection that is shared
        HEAD_NODE.part("sshd", "start");
        TestSubmitContext jenkins = submission("keys", "ok");
        jenkins.skipUntil(s -> false);
        assertThat(jenkins.submission().outcome().message(), containsString("is remembered as " + headNode));
    }
}
