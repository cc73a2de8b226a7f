package io.jenkins.plugins.hummingbird.cluster.reads;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What prevents the submission of jobs to a cluster, and whether it is temporary. */
public class ClusterReadinessTest {
    private static ClusterDescription cluster(String scheduler, String stack, String fleet, String headNode) {
        ClusterStack plates = new ClusterStack(
                "plates", "arn", stack, Instant.EPOCH, Instant.EPOCH, Map.of(), Map.of("Scheduler", scheduler));
        ClusterInstance head = new ClusterInstance(
                "i-1", "HeadNode", "", "", "c5.large", headNode, "", "10.0.0.1", "ami-1", Instant.EPOCH);
        return new ClusterDescription("eu-central-1", plates, new FleetState(fleet, null), List.of(head), null);
    }

    private static ClusterReadiness of(String stack, String fleet, String headNode) throws OperationException {
        return ClusterReadiness.of(cluster("slurm", stack, fleet, headNode));
    }

    private static String refusal(ClusterDescription cluster) {
        return assertThrows(OperationException.class, () -> ClusterReadiness.of(cluster))
                .getMessage();
    }

    @Test
    public void aRunningClusterIsReadyAlsoAfterARolledBackUpdate() throws Exception {
        for (String stack : List.of("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE")) {
            ClusterReadiness ready = of(stack, "RUNNING", "running");
            assertThat(stack, ready.waitsFor(), is(""));
            assertThat(stack, ready.fleetStopped(), is(false));
            assertThat(stack, ready.headNode().id(), is("i-1"));
        }
    }

    @Test
    public void waitsForAChangeInProgress() throws Exception {
        assertThat(of("CREATE_IN_PROGRESS", "UNKNOWN", "running").waitsFor(), containsString("still being created"));
        assertThat(of("UPDATE_IN_PROGRESS", "STOPPED", "running").waitsFor(), containsString("being updated"));
        assertThat(
                of("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UNKNOWN", "running").waitsFor(),
                containsString("being updated"));
        assertThat(of("CREATE_COMPLETE", "RUNNING", "pending").waitsFor(), containsString("i-1 is starting"));
        for (String fleet : List.of("START_REQUESTED", "STARTING", "STOP_REQUESTED", "STOPPING")) {
            ClusterReadiness waits = of("CREATE_COMPLETE", fleet, "running");
            assertThat(fleet, waits.waitsFor(), containsString("the compute fleet of plates is st"));
            assertThat(fleet, waits.fleetStopped(), is(false));
        }
    }

    @Test
    public void startsAFleetOnlyIfItIsStopped() throws Exception {
        assertThat(of("CREATE_COMPLETE", "STOPPED", "running").fleetStopped(), is(true));
    }

    @Test
    public void rejectsAClusterThatNeedsAnAction() {
        assertThat(
                refusal(cluster("awsbatch", "CREATE_COMPLETE", "ENABLED", "running")),
                containsString("has the scheduler awsbatch. Hummingbird submits to Slurm only"));
        for (String stack : List.of("CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_IN_PROGRESS")) {
            assertThat(
                    refusal(cluster("slurm", stack, "UNKNOWN", "running")),
                    containsString("could not be created (" + stack + ")"));
        }
        for (String stack : List.of("DELETE_IN_PROGRESS", "DELETE_FAILED")) {
            assertThat(refusal(cluster("slurm", stack, "UNKNOWN", "running")), containsString("(" + stack + ")"));
        }
        for (String state : List.of("stopping", "stopped")) {
            assertThat(
                    refusal(cluster("slurm", "CREATE_COMPLETE", "RUNNING", state)),
                    containsString("is " + state + ". Start it (hummingbirdCluster action: 'start')"));
        }
        assertThat(
                refusal(cluster("slurm", "UPDATE_ROLLBACK_FAILED", "UNKNOWN", "running")),
                containsString("is not known (UNKNOWN), while its stack status is UPDATE_ROLLBACK_FAILED"));
        assertThat(
                refusal(cluster("slurm", "CREATE_COMPLETE", "PROTECTED", "running")), containsString("is PROTECTED"));
    }
}
