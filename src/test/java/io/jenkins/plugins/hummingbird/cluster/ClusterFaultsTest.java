package io.jenkins.plugins.hummingbird.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.PclusterRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterInstance;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterInstances;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStacks;
import io.jenkins.plugins.hummingbird.cluster.reads.StackEvents;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterAction;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterPhase;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;

/** Faults during the creation of a cluster, after which there is exactly one cluster or none. */
public class ClusterFaultsTest {
    @ClassRule
    public static final AwsRule AWS = AwsRule.own();

    private final AwsRelay relay = new AwsRelay(AWS);
    private final ClusterRule clusters = new ClusterRule(AWS, relay);

    @Rule
    public final RuleChain rules =
            RuleChain.outerRule(new PclusterRule(AWS)).around(relay).around(clusters);

    private static void assertDone(ClusterOperationRun run) throws Exception {
        Outcome outcome = run.runToEnd();
        assertEquals(outcome.message() + run.log, Outcome.Kind.DONE, outcome.kind());
        assertEquals("CREATE_COMPLETE", outcome.result().get("status"));
    }

    private static String failure(ClusterOperationRun run) throws Exception {
        Outcome outcome = run.runToEnd();
        assertEquals(run.log.toString(), Outcome.Kind.FAILED, outcome.kind());
        return outcome.message();
    }

    private static boolean hasCalledCli(ClusterOperation operation) {
        return operation.state().cli().changeIntended();
    }

    @Test
    public void aRestartInEachPhaseCreatesOneCluster() throws Exception {
        AWS.cluster("restarted", "creationSeconds=3");
        ClusterOperationRun run = clusters.run(ClusterAction.CREATE, "restarted");
        for (ClusterPhase phase : List.of(
                ClusterPhase.READ_INPUTS,
                ClusterPhase.CHECK_CLI,
                ClusterPhase.DELETE_EXPIRED,
                ClusterPhase.FILL_CONFIGURATION,
                ClusterPhase.FIND_CLUSTER,
                ClusterPhase.RUN_CLI,
                ClusterPhase.FOLLOW_STACK,
                ClusterPhase.READ_RESULT)) {
            run.runUntil(phase);
            run.moveAndKill();
        }
        assertDone(run);
        assertEquals(false, run.outcome().result().get("reused"));
        assertEquals(
                run.log.toString(),
                1,
                run.log.stream()
                        .filter(line -> line.equals("HeadNode (AWS::EC2::Instance): CREATE_COMPLETE"))
                        .count());
    }

    @Test
    public void aNodeLostDuringTheCliCreatesOneCluster() throws Exception {
        TestSet.takesMinutes();
        AWS.cluster("lost", "creationSeconds=3");
        ClusterOperationRun run = clusters.run(ClusterAction.CREATE, "lost");
        run.runUntil(ClusterFaultsTest::hasCalledCli);
        // it continues to run beside the second call
        run.command.loseProcess();
        assertDone(run);
        assertEquals(2, clusters.creations(run));
        assertEquals(
                1,
                new ClusterStacks(clusters.own())
                        .list().stream()
                                .filter(one -> one.name().equals("lost"))
                                .count());
    }

    @Test
    public void waitsForANodeThatIsOfflineAndRetriesThrottledCalls() throws Exception {
        TestSet.takesMinutes();
        AWS.cluster("away", "creationSeconds=2");
        ClusterOperationRun run = clusters.run(ClusterAction.CREATE, "away");
        run.runUntil(ClusterPhase.RUN_CLI);
        run.command.failingStarts = 15;
        run.runUntil(ClusterPhase.FOLLOW_STACK);
        relay.throttle("cloudformation:DescribeStackEvents", 7);
        relay.throttle("cloudformation:DescribeStacks", 7);
        assertDone(run);
        assertEquals(1, clusters.creations(run));
        assertTrue(run.log.toString(), run.logged("the agent is offline"));
    }

    @Test
    public void aCliKilledAfterItStartedTheStackIsNoFailure() throws Exception {
        AWS.cluster("killed", "creationSeconds=4");
        ClusterOperationRun run = clusters.run(ClusterAction.CREATE, "killed");
        run.runUntil(ClusterFaultsTest::hasCalledCli);
        while (clusters.stack("killed").isEmpty()) {
            Thread.sleep(10);
        }
        run.command.process.destroyForcibly();
        assertDone(run);
        assertEquals(1, clusters.creations(run));
    }

    @Test
    public void callsACliAgainThatWasKilledBeforeItStartedTheStack() throws Exception {
        TestSet.takesMinutes();
        AWS.cluster("early", "creationSeconds=1");
        ClusterOperationRun run = clusters.run(ClusterAction.CREATE, "early");
        run.runUntil(ClusterFaultsTest::hasCalledCli);
        run.command.process.destroyForcibly();
        assertDone(run);
        assertEquals(2, clusters.creations(run));
        assertTrue(run.log.toString(), run.logged("was killed on the node"));
    }

    @Test
    public void anAbortInEachPhaseLeavesNoClusterAndNoProcess() throws Exception {
        for (ClusterPhase phase : List.of(
                ClusterPhase.CHECK_CLI, ClusterPhase.FIND_CLUSTER, ClusterPhase.RUN_CLI, ClusterPhase.FOLLOW_STACK)) {
            String name = "aborted-" + phase.name().toLowerCase(Locale.ROOT).replace('_', '-');
            AWS.cluster(name, "creationSeconds=5", "deletionSeconds=1");
            ClusterOperationRun run = clusters.run(ClusterAction.CREATE, name);
            run.runUntil(phase);
            run.move();
            run.operation().stop();
            Outcome outcome = run.runToEnd();
            assertEquals(phase + outcome.message(), Outcome.Kind.STOPPED, outcome.kind());
            assertFalse(phase.toString(), run.command.isRunning());
            clusters.awaitEnd(name);
        }
    }

    @Test
    public void failsWhenSomebodyDeletesTheStackOfWhichNothingIsMadeLater() throws Exception {
        TestSet.takesMinutes();
        AWS.cluster("taken", "creationSeconds=8", "deletionSeconds=1");
        ClusterOperationRun run = clusters.run(ClusterAction.CREATE, "taken");
        run.runUntil(ClusterPhase.FOLLOW_STACK);
        String arn = clusters.stack("taken").orElseThrow().arn();
        clusters.own().cloudFormation("deleting", cloudFormation -> cloudFormation.deleteStack(r -> r.stackName(arn)));
        assertTrue(failure(run).contains("Somebody else has deleted the cluster taken"));

        clusters.awaitEnd("taken");
        // longer than the creation would have taken
        Thread.sleep(8000);
        assertEquals(List.of(), runningInstances("taken"));
        assertFalse(new StackEvents(clusters.own())
                .since(arn, "").stream()
                        .anyMatch(event -> event.resource().equals("taken")
                                && event.status().equals("CREATE_COMPLETE")));
    }

    private List<String> runningInstances(String cluster) throws Exception {
        return new ClusterInstances(clusters.own())
                .list(cluster).stream()
                        .filter(one -> one.state().equals("running"))
                        .map(ClusterInstance::id)
                        .toList();
    }

    @Test
    public void rejectsACommandThatIsNotTheCliBeforeAnyCallOfAws() throws Exception {
        ClusterOperationRun missing = clusters.run(ClusterAction.CREATE, "none");
        missing.command.pcluster = clusters.folder().resolve("pcluster");
        assertTrue(failure(missing).contains("there is no"));

        ClusterOperationRun usage = clusters.run(ClusterAction.CREATE, "none");
        usage.command.pcluster = script("echo 'usage: pcluster [-h]'; exit 1");
        String message = failure(usage);
        assertTrue(message, message.contains("does not print its version") && message.contains("usage: pcluster [-h]"));
        assertEquals(List.of(), relay.actions());
    }

    @Test
    public void showsAUsageMessageOfTheCli() throws Exception {
        ClusterOperationRun run = clusters.run(ClusterAction.CREATE, "usage");
        run.command.pcluster =
                clusters.cli("echo 'usage: pcluster [-h]'; echo 'pcluster: error: unrecognized arguments' >&2; exit 2");
        String message = failure(run);
        assertTrue(message, message.contains("exit code 2 and without JSON") && message.contains("unrecognized"));
    }

    @Test
    public void killsAndReportsACliThatHangs() throws Exception {
        ClusterOperationRun run = clusters.run(ClusterAction.CREATE, "hanging");
        run.command.pcluster = clusters.cli("exec sleep 600");
        run.runUntil(ClusterFaultsTest::hasCalledCli);
        ProcessHandle process = run.command.process.toHandle();
        run.advanceClock(Duration.ofMinutes(16));
        String message = failure(run);
        assertTrue(message, message.contains("did not answer"));
        assertFalse(process.isAlive());
    }

    private Path script(String... lines) throws Exception {
        Path folder = Files.createTempDirectory(clusters.folder(), "bin");
        Path script = Files.writeString(folder.resolve("pcluster"), "#!/bin/bash\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }
}
