package io.jenkins.plugins.hummingbird.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.PclusterRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterAction;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterPhase;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;

/** Each action on clusters, with the real CLI and the emulated AWS. */
public class ClusterOperationTest {
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
    }

    private static String failure(ClusterOperationRun run) throws Exception {
        Outcome outcome = run.runToEnd();
        assertEquals(run.log.toString(), Outcome.Kind.FAILED, outcome.kind());
        return outcome.message();
    }

    @Test
    public void createsReusesUpdatesStopsStartsAndDeletesACluster() throws Exception {
        AWS.cluster("whole", "creationSeconds=2", "headNodeAddress=127.60.1.20");
        ClusterRequest request = clusters.request(ClusterAction.CREATE, "whole");
        request.expiresAfterHours = 8;
        request.customAmi = image(0);
        ClusterOperationRun made = clusters.run(request);
        assertDone(made);
        Map<String, Object> result = made.outcome().result();
        assertEquals("CREATE_COMPLETE", result.get("status"));
        assertEquals("RUNNING", result.get("fleet"));
        assertEquals(false, result.get("reused"));
        assertEquals("127.60.1.20", ((Map<?, ?>) result.get("headNode")).get("privateIp"));
        assertTrue(made.log.toString(), made.logged("HeadNode (AWS::EC2::Instance): CREATE_COMPLETE"));
        assertTrue(made.log.toString(), made.logged("AllowedIps"));
        assertFalse(made.state(), made.state().contains(AWS.property("secret")));
        assertFalse(made.log.toString().contains(AWS.property("secret")));
        assertEquals(AWS.property("secret"), made.command.passedEnvironment.get("AWS_SECRET_ACCESS_KEY"));
        assertFalse(made.command.calls.toString().contains(AWS.property("secret")));

        ClusterOperationRun again = clusters.run(request);
        assertDone(again);
        assertEquals(true, again.outcome().result().get("reused"));
        assertEquals(0, clusters.creations(again));

        ClusterRequest other = clusters.request(ClusterAction.CREATE, "whole");
        other.configurationText = clusters.configuration(8);
        other.customAmi = image(1);
        String refused = failure(clusters.run(other));
        assertTrue(refused, refused.contains("another configuration") && refused.contains("action: 'update'"));

        ClusterRequest update = clusters.request(ClusterAction.UPDATE, "whole");
        update.configurationText = clusters.configuration(8);
        update.customAmi = image(1);
        String running = failure(clusters.run(update));
        assertTrue(running, running.contains("stopFleet: true") && running.contains("QueueUpdateStrategy: DRAIN"));
        update.stopFleet = true;
        ClusterOperationRun updated = clusters.run(update);
        assertDone(updated);
        assertTrue(updated.log.toString(), updated.logged("SlurmQueues[0]/Image/CustomAmi is " + image(1)));
        assertEquals("RUNNING", updated.outcome().result().get("fleet"));
        assertEquals("UPDATE_COMPLETE", updated.outcome().result().get("status"));
        assertEquals(
                made.operation().id(),
                clusters.stack("whole").orElseThrow().tags().get(ClusterTags.OPERATION));
        ClusterOperationRun nothing = clusters.run(update);
        assertDone(nothing);
        assertTrue(nothing.log.toString(), nothing.logged("nothing to update"));

        ClusterRequest stop = clusters.request(ClusterAction.STOP, "whole");
        stop.headNode = true;
        ClusterOperationRun stopped = clusters.run(stop);
        assertDone(stopped);
        assertEquals("STOPPED", stopped.outcome().result().get("fleet"));
        assertEquals("stopped", ((Map<?, ?>) stopped.outcome().result().get("headNode")).get("state"));
        ClusterOperationRun still = clusters.run(ClusterAction.STOP, "whole");
        assertDone(still);
        assertTrue(still.log.toString(), still.logged("the head node of whole is stopped"));
        ClusterOperationRun started = clusters.run(ClusterAction.START, "whole");
        for (ClusterPhase phase : List.of(ClusterPhase.START_HEAD_NODE, ClusterPhase.START_FLEET)) {
            started.runUntil(phase);
            started.moveAndKill();
        }
        assertDone(started);
        assertTrue(started.log.toString(), started.logged("runs, private 127.60.1.20"));
        assertEquals("RUNNING", started.outcome().result().get("fleet"));

        ClusterOperationRun deleted = clusters.run(ClusterAction.DELETE, "whole");
        assertDone(deleted);
        assertEquals("DELETE_COMPLETE", deleted.outcome().result().get("status"));
        assertTrue(clusters.stack("whole").isEmpty());
        assertTrue(
                deleted.log.toString(),
                deleted.log.stream()
                        .anyMatch(line -> line.startsWith("resources of the cluster whole that remain in AWS: ")
                                && line.contains("log group /aws/parallelcluster/whole-")
                                && line.endsWith("which all clusters of the region share")));
        ClusterOperationRun gone = clusters.run(ClusterAction.DELETE, "whole");
        assertDone(gone);
        assertTrue(gone.log.toString(), gone.logged("nothing to delete"));
    }

    @Test
    public void reportsErrorsOfTheCliOnceAndCreatesNothing() throws Exception {
        ClusterRequest request = clusters.request(ClusterAction.CREATE, "wrong");
        request.configurationText = clusters.configuration(4).replace("MinCount: 0", "MinCount: 9");
        ClusterOperationRun run = clusters.run(request);
        String message = failure(run);
        assertTrue(
                message,
                message.contains("Invalid cluster configuration") && message.contains("MinCount")
                        || message.contains("Max"));
        assertEquals(
                1, run.log.stream().filter(line -> line.startsWith("ERROR ")).count());
        assertEquals(1, run.artifacts.size());
        assertTrue(clusters.stack("wrong").isEmpty());
    }

    @Test
    public void reportsWhyACreationFailedAndDeletesIt() throws Exception {
        AWS.cluster("failing", "creationSeconds=1", "failure=Failed to run chef recipe", "deletionSeconds=0");
        ClusterOperationRun run = clusters.run(ClusterAction.CREATE, "failing");
        String message = failure(run);
        assertTrue(message, message.contains("HeadNodeBootstrapFailure"));
        assertTrue(run.log.toString(), run.logged("FATAL: Failed to run chef recipe"));
        assertTrue(run.log.toString(), run.logged("deleting the cluster failing"));
        clusters.awaitEnd("failing");
    }

    @Test
    public void keepsAFailedCreationWithoutRollbackAndNamesItsReasonAgain() throws Exception {
        TestSet.takesMinutes();
        AWS.cluster("kept", "creationSeconds=1", "failure=Failed to mount EBS volume");
        ClusterRequest request = clusters.request(ClusterAction.CREATE, "kept");
        request.rollbackOnFailure = false;
        ClusterOperationRun run = clusters.run(request);
        assertTrue(failure(run).contains("EbsMountFailure"));
        assertEquals("CREATE_FAILED", clusters.stack("kept").orElseThrow().stackStatus());
        String again = failure(clusters.run(request));
        assertTrue(again, again.contains("EbsMountFailure") && again.contains("action: 'delete'"));
        AWS.cluster("kept", "deletionSeconds=0", "deletionFailure=It is in use", "failedResource=ComputeSecurityGroup");
        ClusterRequest deletion = clusters.request(ClusterAction.DELETE, "kept");
        deletion.retain = "ComputeSecurityGroup";
        ClusterOperationRun blocked = clusters.run(deletion);
        String why = failure(blocked);
        assertTrue(blocked.log.toString(), blocked.logged("retain: AWS keeps resources only after"));
        assertTrue(why, why.contains("ComputeSecurityGroup (AWS::EC2::SecurityGroup") && why.contains("It is in use"));
        String[] names = why.split("retain: '")[1].split("'")[0].split(", ");
        assertTrue(why, List.of(names).contains("ComputeSecurityGroup"));
        deletion.retain = String.join(" ", names);
        ClusterOperationRun rest = clusters.run(deletion);
        assertDone(rest);
        assertTrue(rest.log.toString(), rest.logged("security group kept-ComputeSecurityGroup"));
    }

    @Test
    public void twoBuildsThatCreateTheSameClusterAtOnceShareIt() throws Exception {
        TestSet.takesMinutes();
        AWS.cluster("twice", "creationSeconds=3");
        ClusterOperationRun one = clusters.run(ClusterAction.CREATE, "twice");
        ClusterOperationRun two = clusters.run(ClusterAction.CREATE, "twice");
        one.runUntil(ClusterPhase.RUN_CLI);
        two.runUntil(ClusterPhase.RUN_CLI);
        while (one.outcome() == null || two.outcome() == null) {
            one.move();
            two.move();
        }
        assertEquals(one.outcome().message(), Outcome.Kind.DONE, one.outcome().kind());
        assertEquals(two.outcome().message(), Outcome.Kind.DONE, two.outcome().kind());
        assertEquals(
                one.outcome().result().get("stackArn"), two.outcome().result().get("stackArn"));
        assertTrue((Boolean) one.outcome().result().get("reused")
                ^ (Boolean) two.outcome().result().get("reused"));
    }

    @Test
    public void deletesAnExpiredClusterOfTheSameJob() throws Exception {
        TestSet.takesMinutes();
        AWS.cluster("old", "creationSeconds=1", "deletionSeconds=1");
        ClusterRequest request = clusters.request(ClusterAction.CREATE, "old");
        request.expiresAfterHours = 1;
        // with Efs ParallelCluster creates a file system for itself, which has no data of users
        request.configurationText = clusters.configuration(4)
                .replace("InstanceType: t3.large", "InstanceType: t3.large\n  SharedStorageType: Efs");
        request.timeoutMinutes = 600;
        assertDone(clusters.run(request));

        ClusterOperationRun ofAnother = clusters.run(request);
        ofAnother.job = "another";
        ofAnother.advanceClock(Duration.ofMinutes(65));
        ofAnother.runUntil(ClusterPhase.FIND_CLUSTER);
        assertEquals("CREATE_COMPLETE", clusters.stack("old").orElseThrow().stackStatus());

        ClusterRequest next = clusters.request(ClusterAction.CREATE, "next");
        next.timeoutMinutes = 600;
        ClusterOperationRun night = clusters.run(next);
        night.advanceClock(Duration.ofMinutes(65));
        night.runUntil(ClusterPhase.FILL_CONFIGURATION);
        night.move();
        assertTrue(night.log.toString(), night.logged("deleting the cluster old"));
        clusters.awaitEnd("old");
    }

    @Test
    public void deletesAClusterOfOthersOnlyWithForce() throws Exception {
        new SimulatedCluster(AWS, clusters.own(), "theirs").create(ClusterTags.VERSION, "3.16.1");
        String refused = failure(clusters.run(ClusterAction.DELETE, "theirs"));
        assertTrue(refused, refused.contains("force: true"));
        ClusterRequest request = clusters.request(ClusterAction.DELETE, "theirs");
        request.force = true;
        assertDone(clusters.run(request));
    }

    @Test
    public void listsClustersAndOfficialImages() throws Exception {
        new SimulatedCluster(AWS, clusters.own(), "listed").create(ClusterTags.VERSION, "3.16.1");
        ClusterOperationRun list = clusters.run(ClusterAction.LIST, "");
        assertDone(list);
        assertTrue(((List<?>) list.outcome().result().get("clusters"))
                .stream().anyMatch(one -> "listed".equals(((Map<?, ?>) one).get("name"))));
        ClusterOperationRun images = clusters.run(ClusterAction.IMAGES, "");
        assertDone(images);
        assertFalse(((List<?>) images.outcome().result().get("images")).isEmpty());
        assertEquals(List.of(), images.command.calls);
    }

    /** @return one of two official images, in place of a baked one */
    private String image(int index) throws Exception {
        return clusters
                .own()
                .ec2(
                        "images",
                        ec2 -> ec2.describeImages(r -> r.owners("amazon")
                                .filters(Filter.builder()
                                        .name("name")
                                        .values("aws-parallelcluster-3.16.1-ubuntu-2204-lts-hvm-x86_64-*")
                                        .build())))
                .images()
                .stream()
                .map(Image::imageId)
                .sorted()
                .toList()
                .get(index);
    }
}
