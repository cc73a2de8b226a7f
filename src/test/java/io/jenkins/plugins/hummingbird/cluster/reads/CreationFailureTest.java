package io.jenkins.plugins.hummingbird.cluster.reads;

import static org.junit.Assert.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.Test;

/** Why a cluster could not be created. */
public class CreationFailureTest {
    private static StackEvent event(String resource, String type, String status, String reason) {
        return new StackEvent(resource + status, Instant.EPOCH, resource, "", type, status, reason);
    }

    private static CreationFailure of(List<StackEvent> events) throws Exception {
        // none of these events is of a nested stack that would be read
        List<StackFailures.Failure> failures = new StackFailures(null).of("arn:of:the:cluster", events, "CREATE");
        return CreationFailure.of(
                events, failures.isEmpty() ? null : failures.get(0).cause());
    }

    private static CreationFailure waiting(String said) throws Exception {
        return of(List.of(
                event("HeadNode", "AWS::EC2::Instance", "CREATE_COMPLETE", ""),
                event("HeadNodeWaitCondition", "AWS::CloudFormation::WaitCondition", "CREATE_FAILED", said)));
    }

    @Test
    public void derivesACodeFromTheHeadNodesText() throws Exception {
        CreationFailure failure =
                waiting("Failed to mount FSX. Please check /var/log/chef-client.log in the head node");
        assertEquals("FsxMountFailure", failure.code());
        assertEquals("Failed to mount FSX.", failure.reason());
        assertEquals("HeadNodeWaitCondition", failure.resource());
        assertEquals("Failed to mount FSX. Please check /var/log/chef-client.log in the head node", failure.said());
        assertEquals(
                "AmiVersionMismatch",
                waiting("This AMI was created with ParallelCluster 3.15.0").code());
        assertEquals(
                "HeadNodeBootstrapFailure",
                waiting("WaitCondition timed out. Received 0 conditions").code());
        assertEquals(
                "Cluster creation timed out.",
                waiting("WaitCondition timed out.").reason());
        assertEquals("ClusterCreationFailure", waiting("something new").code());
    }

    @Test
    public void namesTheFirstFailureAndNoCancelledResource() throws Exception {
        CreationFailure failure = of(List.of(
                event("Wait", "AWS::CloudFormation::WaitCondition", "CREATE_FAILED", "Resource creation cancelled"),
                event("Fsx", "AWS::FSx::FileSystem", "CREATE_FAILED", "The subnet has no room"),
                event("Queues", "AWS::CloudFormation::Stack", "CREATE_FAILED", "Resource creation cancelled")));
        assertEquals("ResourceCreationFailure", failure.code());
        assertEquals("Fsx", failure.resource());
        assertEquals("The subnet has no room", failure.said());
    }

    @Test
    public void hasAGeneralCodeWithoutEvents() throws Exception {
        assertEquals(
                new CreationFailure("ClusterCreationFailure", "Failed to create the cluster.", "", ""), of(List.of()));
    }

    @Test
    public void mapsEachStackStatusAsParallelClusterDoes() {
        for (String failed : List.of("CREATE_FAILED", "ROLLBACK_IN_PROGRESS", "ROLLBACK_FAILED", "ROLLBACK_COMPLETE")) {
            assertEquals(ClusterStatus.CREATE_FAILED, ClusterStatus.of(failed));
        }
        for (String changing : List.of(
                "UPDATE_IN_PROGRESS",
                "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                "UPDATE_ROLLBACK_IN_PROGRESS",
                "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")) {
            assertEquals(ClusterStatus.UPDATE_IN_PROGRESS, ClusterStatus.of(changing));
        }
        assertEquals(ClusterStatus.UPDATE_FAILED, ClusterStatus.of("UPDATE_ROLLBACK_FAILED"));
        assertEquals(ClusterStatus.UPDATE_FAILED, ClusterStatus.of("UPDATE_ROLLBACK_COMPLETE"));
        assertEquals(ClusterStatus.DELETE_FAILED, ClusterStatus.of("DELETE_FAILED"));
        assertEquals(ClusterStatus.UNKNOWN, ClusterStatus.of("REVIEW_IN_PROGRESS"));
    }
}
