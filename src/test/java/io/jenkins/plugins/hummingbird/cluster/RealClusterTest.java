package io.jenkins.plugins.hummingbird.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.PclusterRule;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Clusters that the real CLI makes in the emulator: they come, change, fail and go as on AWS, and are read natively. */
public class RealClusterTest {
    private static final long PATIENCE_MILLIS = 60_000;

    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final PclusterRule pcluster = new PclusterRule(AWS);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private AwsClients aws;

    @Before
    public void open() throws Exception {
        aws = AwsClients.open(AWS.access());
    }

    @After
    public void close() {
        aws.close();
    }

    @Test
    public void aClusterIsMadeUpdatedStoppedAndDeleted() throws Exception {
        AWS.cluster("whole", "headNodeAddress=127.60.1.20");
        JsonNode made = change("create-cluster", "whole", 4, "true").get("cluster");
        assertEquals("CREATE_IN_PROGRESS", made.get("clusterStatus").asText());
        String arn = made.get("cloudformationStackArn").asText();

        await("whole", "CREATE_COMPLETE");
        ClusterDescription description = describe("whole");
        assertEquals("RUNNING", description.fleet().status());
        assertEquals("127.60.1.20", description.headNode().privateIp());
        assertFalse(description.headNode().publicIp().isEmpty());
        List<StackEvent> events = new StackEvents(aws).since(arn, "");
        assertEquals(List.of("CREATE_IN_PROGRESS", "CREATE_COMPLETE"), statuses(events, "whole"));
        assertEquals(List.of("CREATE_IN_PROGRESS", "CREATE_COMPLETE"), statuses(events, "HeadNode"));
        List<String> lost = new ManagedStorage(aws).deletedWith(description.stack());
        assertEquals(1, lost.size());
        assertTrue(lost.get(0), lost.get(0).startsWith("EFS file system fs-"));

        assertEquals(
                "UPDATE_IN_PROGRESS",
                change("update-cluster", "whole", 8, null)
                        .at("/cluster/clusterStatus")
                        .asText());
        await("whole", "UPDATE_COMPLETE");
        assertEquals("8", describe("whole").stack().tags().get("most"));

        new ComputeFleet(aws, Clock.systemUTC()).stop(describe("whole").stack());
        awaitFleet("whole", "STOPPED");
        new ComputeFleet(aws, Clock.systemUTC()).start(describe("whole").stack());
        awaitFleet("whole", "RUNNING");

        JsonNode deleted = pcluster.run(AWS.endpoint(), "delete-cluster", "-n", "whole");
        assertEquals("DELETE_IN_PROGRESS", deleted.at("/cluster/clusterStatus").asText());
        awaitEnd("whole");
        assertEquals(List.of(), running("whole"));
        assertTrue(statuses(new StackEvents(aws).since(arn, ""), "whole").contains("DELETE_COMPLETE"));
    }

    @Test
    public void aCreationThatFailsIsRolledBackAndSaysWhy() throws Exception {
        AWS.cluster("rolled", "creationSeconds=1", "failure=Failed to mount EFS file system", "deletionSeconds=1");
        change("create-cluster", "rolled", 4, "true");

        await("rolled", "ROLLBACK_COMPLETE");
        CreationFailure failure = describe("rolled").failure();
        assertEquals("EfsMountFailure", failure.code());
        assertEquals("Failed to mount EFS file system", failure.said());
        assertEquals(List.of(), running("rolled"));
    }

    @Test
    public void aCreationThatFailsIsKeptForALookWithItsLog() throws Exception {
        AWS.cluster("kept", "creationSeconds=1", "failure=Failed to run chef recipe");
        change("create-cluster", "kept", 4, "false");

        await("kept", "CREATE_FAILED");
        ClusterStack stack = describe("kept").stack();
        List<StackEvent> events = new StackEvents(aws).since(stack.arn(), "");
        List<String> lines = new HeadNodeLog(aws).last(stack, events, 10).lines();
        assertTrue(lines.toString(), lines.contains("FATAL: Failed to run chef recipe"));
        assertEquals(1, running("kept").size());
    }

    @Test
    public void whatEndsAtAnotherResourceEndsTheWaitForTheHeadNode() throws Exception {
        AWS.cluster("early", "creationSeconds=1", "failure=There is no room", "failedResource=HeadNodeENI");
        change("create-cluster", "early", 4, "true");

        await("early", "ROLLBACK_COMPLETE");
        CreationFailure failure = describe("early").failure();
        assertEquals("ResourceCreationFailure", failure.code());
        assertEquals("HeadNodeENI", failure.resource());
        assertNull(describe("early").headNode());
    }

    @Test
    public void aClusterThatIsDeletedWhileItIsMadeLeavesNothing() throws Exception {
        AWS.cluster("brief", "creationSeconds=6", "deletionSeconds=1");
        change("create-cluster", "brief", 4, "true");
        ClusterStack stack = describe("brief").stack();
        aws.cloudFormation("deleting", cloudFormation -> cloudFormation.deleteStack(r -> r.stackName("brief")));

        awaitEnd("brief");
        // Longer than the creation would have taken.
        Thread.sleep(6000);
        assertEquals(List.of(), running("brief"));
        List<StackEvent> events = new StackEvents(aws).since(stack.arn(), "");
        assertFalse(statuses(events, "brief").contains("CREATE_COMPLETE"));
    }

    @Test
    public void aClusterCanComeAgainAtOnceAtTheSameAddress() throws Exception {
        AWS.cluster("again", "creationSeconds=1", "deletionSeconds=0", "headNodeAddress=127.60.1.22");
        for (int i = 0; i < 2; i++) {
            change("create-cluster", "again", 4, "true");
            await("again", "CREATE_COMPLETE");
            assertEquals("127.60.1.22", describe("again").headNode().privateIp());
            aws.cloudFormation("deleting", cloudFormation -> cloudFormation.deleteStack(r -> r.stackName("again")));
            awaitEnd("again");
        }
    }

    /** @param rollback null for what knows no such option */
    private JsonNode change(String command, String name, int most, String rollback) throws Exception {
        Path configuration = folder.newFile().toPath();
        Files.writeString(configuration, configuration(most));
        List<String> arguments = new ArrayList<>(List.of(command, "-n", name, "-c", configuration.toString()));
        arguments.add("--suppress-validators");
        arguments.addAll(Arrays.asList(AWS.property("suppressValidators").split(" ")));
        if (rollback != null) {
            arguments.addAll(List.of("--rollback-on-failure", rollback));
        }
        return pcluster.run(AWS.endpoint(), arguments.toArray(new String[0]));
    }

    private static String configuration(int most) {
        String subnet = AWS.property("subnet");
        return String.join(
                "\n",
                "Image: {Os: ubuntu2204}",
                "HeadNode:",
                "  InstanceType: t3.large",
                "  Networking: {SubnetId: " + subnet + "}",
                "  Ssh: {KeyName: " + AWS.property("keyPair") + "}",
                "Scheduling:",
                "  Scheduler: slurm",
                "  SlurmQueues:",
                "    - Name: plates",
                "      ComputeResources: [{Name: c5, InstanceType: c5.large, MinCount: 0, MaxCount: " + most + "}]",
                "      Networking: {SubnetIds: [" + subnet + "]}",
                "SharedStorage: [{Name: efs, MountDir: /shared, StorageType: Efs}]",
                "Monitoring: {Alarms: {Enabled: false}, Dashboards: {CloudWatch: {Enabled: false}}}",
                "Tags: [{Key: most, Value: '" + most + "'}]",
                "");
    }

    private ClusterDescription describe(String name) throws Exception {
        return ClusterDescription.read(aws, Clock.systemUTC(), name);
    }

    private void await(String name, String status) throws Exception {
        String seen = "";
        for (long end = System.currentTimeMillis() + PATIENCE_MILLIS; !seen.equals(status); Thread.sleep(100)) {
            seen = describe(name).stack().stackStatus();
            assertTrue(name + " is in " + seen, System.currentTimeMillis() < end);
        }
    }

    private void awaitFleet(String name, String status) throws Exception {
        String seen = "";
        for (long end = System.currentTimeMillis() + PATIENCE_MILLIS; !seen.equals(status); Thread.sleep(100)) {
            seen = describe(name).fleet().status();
            assertTrue("the fleet of " + name + " is " + seen, System.currentTimeMillis() < end);
        }
    }

    private void awaitEnd(String name) throws Exception {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (new ClusterStacks(aws).find(name).isPresent()) {
            assertTrue(name + " is still there", System.currentTimeMillis() < end);
            Thread.sleep(100);
        }
    }

    private static List<String> statuses(List<StackEvent> events, String resource) {
        return events.stream()
                .filter(event -> event.resource().equals(resource))
                .map(StackEvent::status)
                .toList();
    }

    private List<String> running(String name) throws Exception {
        Filter cluster = Filter.builder()
                .name("tag:parallelcluster:cluster-name")
                .values(name)
                .build();
        Filter state =
                Filter.builder().name("instance-state-name").values("running").build();
        return aws
                .ec2("reading the instances", ec2 -> ec2.describeInstances(r -> r.filters(cluster, state)))
                .reservations()
                .stream()
                .flatMap(one -> one.instances().stream())
                .map(Instance::instanceId)
                .toList();
    }
}
