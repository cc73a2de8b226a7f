package io.jenkins.plugins.hummingbird.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.PclusterRule;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterAction;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterPhase;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.util.ArrayList;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;

/** An update that stops the compute fleet and starts it again, unless an aborted update takes too long. */
public class UpdateStoppingFleetTest {
    private static final String SINCE = "2026-08-15 10:00:00.123456+00:00";
    private static final String NO_CHANGE =
            "{\"message\": \"Bad Request: No changes found in your cluster configuration.\"}";

    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    private final AwsRelay relay = new AwsRelay(AWS);
    private final ClusterRule clusters = new ClusterRule(AWS, relay);

    @Rule
    public final RuleChain rules =
            RuleChain.outerRule(new PclusterRule(AWS)).around(relay).around(clusters);

    private final List<String> requests = new ArrayList<>();
    private SimulatedCluster cluster;

    private ClusterOperationRun update(String name, String fleet, String... script) throws Exception {
        cluster = new SimulatedCluster(AWS, clusters.own(), name)
                .create(ClusterTags.VERSION, "3.16.1", ClusterTags.CONFIGURATION, "another")
                .fleet(fleet, SINCE);
        ClusterRequest request = clusters.request(ClusterAction.UPDATE, name);
        request.stopFleet = true;
        ClusterOperationRun run = clusters.run(request);
        run.command.pcluster = clusters.cli(script);
        return run;
    }

    private static String answer(String json) {
        return "echo '" + json + "'; exit 1";
    }

    /** Changes the state of the fleet as the head node would on request. */
    private void playHeadNode() throws Exception {
        String fleet = cluster.fleet();
        if (fleet.endsWith("_REQUESTED")) {
            requests.add(fleet);
            cluster.fleet(fleet.equals("STOP_REQUESTED") ? "STOPPED" : "RUNNING", SINCE);
        }
    }

    private void runUntil(ClusterOperationRun run, ClusterPhase phase) throws Exception {
        while (!run.operation().phaseName().equals(phase.name())) {
            assertThat(phase + ": " + run.log, run.move(), is(false));
            playHeadNode();
        }
    }

    private Outcome runToEnd(ClusterOperationRun run) throws Exception {
        while (!run.move()) {
            playHeadNode();
        }
        playHeadNode();
        return run.outcome();
    }

    @Test
    public void stopsAndStartsTheFleetOnceWhenJenkinsIsKilledInEachPhase() throws Exception {
        ClusterOperationRun run = update("restarted", "RUNNING", answer(NO_CHANGE));
        for (ClusterPhase phase : List.of(
                ClusterPhase.FIND_CLUSTER,
                ClusterPhase.STOP_FLEET,
                ClusterPhase.WAIT_FLEET_STOPPED,
                ClusterPhase.RUN_CLI,
                ClusterPhase.START_FLEET,
                ClusterPhase.WAIT_FLEET_STARTED,
                ClusterPhase.READ_RESULT)) {
            runUntil(run, phase);
            run.moveAndKill();
            playHeadNode();
        }
        assertThat(runToEnd(run).message(), run.outcome().kind(), is(Outcome.Kind.DONE));
        assertThat(requests, is(List.of("STOP_REQUESTED", "START_REQUESTED")));
        assertThat(run.outcome().result().get("fleet"), is("RUNNING"));
    }

    @Test
    public void startsTheFleetAfterARejectedUpdate() throws Exception {
        ClusterOperationRun run = update(
                "refused",
                "RUNNING",
                answer("{\"message\": \"Update failure\", \"updateValidationErrors\": [{\"parameter\":"
                        + " \"Image.CustomAmi\", \"message\": \"Update actions are not currently supported for the"
                        + " CustomAmi parameter\"}]}"));
        Outcome outcome = runToEnd(run);
        assertThat(outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(outcome.message(), containsString("The image of the head node"));
        assertThat(outcome.message(), not(containsString("start it (action: 'start')")));
        assertThat(requests, is(List.of("STOP_REQUESTED", "START_REQUESTED")));
    }

    @Test
    public void startsTheFleetAfterAnAbortInEachPhase() throws Exception {
        for (ClusterPhase phase :
                List.of(ClusterPhase.STOP_FLEET, ClusterPhase.WAIT_FLEET_STOPPED, ClusterPhase.RUN_CLI)) {
            requests.clear();
            ClusterOperationRun run = update("aborted-" + phase.ordinal(), "RUNNING", "exec sleep 600");
            runUntil(run, phase);
            if (phase == ClusterPhase.RUN_CLI) {
                run.move();
            }
            run.operation().stop();
            assertThat(runToEnd(run).message(), run.outcome().kind(), is(Outcome.Kind.STOPPED));
            assertThat(phase.toString(), cluster.fleet(), is("RUNNING"));
            assertThat(phase.toString(), run.command.isRunning(), is(false));
        }
    }

    @Test
    public void startsTheFleetAfterAnAbortIfTheUpdateEndsSoon() throws Exception {
        ClusterOperationRun run = update("midway", "RUNNING");
        run.command.pcluster =
                clusters.cli("echo '{\"cluster\": {\"cloudformationStackArn\": \"" + cluster.arn + "\"}}'");
        runUntil(run, ClusterPhase.FOLLOW_STACK);
        relay.stackStatus("midway", "UPDATE_IN_PROGRESS");
        run.move();
        run.operation().stop();
        for (int i = 0; i < 5; i++) {
            assertThat(run.move(), is(false));
        }
        assertThat(cluster.fleet(), is("STOPPED"));
        run.restart();
        relay.stackStatus("midway", "UPDATE_COMPLETE");
        assertThat(runToEnd(run).kind(), is(Outcome.Kind.STOPPED));
        assertThat(requests, hasItems("START_REQUESTED"));
        assertThat(
                run.log.toString(),
                run.logged(
                        "continues in AWS if it has started; the compute fleet is started if that ends within two minutes"),
                is(true));
    }

    @Test
    public void anAbortOfALongUpdateSaysToStartTheFleet() throws Exception {
        ClusterOperationRun run = update("long", "RUNNING");
        run.command.pcluster =
                clusters.cli("echo '{\"cluster\": {\"cloudformationStackArn\": \"" + cluster.arn + "\"}}'");
        runUntil(run, ClusterPhase.FOLLOW_STACK);
        relay.stackStatus("long", "UPDATE_IN_PROGRESS");
        run.operation().stop();
        Outcome outcome = runToEnd(run);
        assertThat(outcome.kind(), is(Outcome.Kind.STOPPED));
        assertThat(
                outcome.message(),
                allOf(containsString("The compute fleet of long was stopped"), containsString("action: 'start'")));
        assertThat(cluster.fleet(), is("STOPPED"));
    }

    @Test
    public void doesNotStartAFleetThatSomebodyElseStopped() throws Exception {
        ClusterOperationRun run = update("quiet", "STOPPED", answer(NO_CHANGE));
        assertThat(runToEnd(run).message(), run.outcome().kind(), is(Outcome.Kind.DONE));
        assertThat(requests, is(List.of()));
        assertThat(cluster.fleet(), is("STOPPED"));
    }

    private String stopHeadNode() throws Exception {
        String headNode = cluster.headNode();
        clusters.own().ec2("stopping", ec2 -> ec2.stopInstances(r -> r.instanceIds(headNode)));
        return headNode;
    }

    @Test
    public void rejectsAnUpdateWhileTheHeadNodeIsStopped() throws Exception {
        ClusterOperationRun run = update("off", "RUNNING", answer(NO_CHANGE));
        String headNode = stopHeadNode();
        assertThat(
                runToEnd(run).message(),
                containsString("The head node " + headNode + " of the cluster off is stopped, and an update needs it:"
                        + " start it (action: 'start'), and update again."));
        assertThat(run.outcome().kind(), is(Outcome.Kind.FAILED));
        assertThat(requests, is(List.of()));
        assertThat(cluster.fleet(), is("RUNNING"));
    }

    @Test
    public void doesNotStopTheFleetWhileTheHeadNodeIsStopped() throws Exception {
        cluster = new SimulatedCluster(AWS, clusters.own(), "dark").create().fleet("RUNNING", SINCE);
        String headNode = stopHeadNode();
        ClusterRequest request = clusters.request(ClusterAction.STOP, "dark");
        ClusterOperationRun fleet = clusters.run(request);
        assertThat(runToEnd(fleet).message(), fleet.outcome().kind(), is(Outcome.Kind.DONE));
        assertThat(
                fleet.log.toString(),
                fleet.logged("of dark is stopped, so the compute fleet cannot be stopped"),
                is(true));
        request.headNode = true;
        ClusterOperationRun both = clusters.run(request);
        assertThat(runToEnd(both).message(), both.outcome().kind(), is(Outcome.Kind.DONE));
        assertThat(both.log.toString(), both.logged("the head node " + headNode + " is stopped; its disk"), is(true));
        assertThat(requests, is(List.of()));
    }
}
