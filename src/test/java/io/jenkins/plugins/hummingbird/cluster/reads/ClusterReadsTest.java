package io.jenkins.plugins.hummingbird.cluster.reads;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.SimulatedCluster;
import io.jenkins.plugins.hummingbird.cluster.configuration.ClusterConfiguration;
import io.jenkins.plugins.hummingbird.cluster.configuration.ImageWarnings;
import io.jenkins.plugins.hummingbird.cluster.configuration.NodeImages;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterName;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** Reads of clusters, and requests to their fleets and stacks. */
public class ClusterReadsTest {
    private static final Instant NOON = Instant.parse("2026-08-15T12:00:00Z");
    private static final String SINCE = "2026-08-15 10:00:00.123456+00:00";

    @ClassRule
    public static final AwsRule AWS = AwsRule.own();

    @Rule
    public final AwsRelay relay = new AwsRelay(AWS);

    private AwsClients aws;

    @Before
    public void open() throws Exception {
        aws = AwsClients.open(relay.access());
    }

    @After
    public void close() {
        aws.close();
    }

    private SimulatedCluster made(String name, String... tags) throws Exception {
        return new SimulatedCluster(AWS, aws, name)
                .create(
                        "",
                        tags.length > 0
                                ? tags
                                : new String[] {ClusterTags.VERSION, "3.16.1", ClusterTags.CONFIGURATION, "abc"});
    }

    private ClusterStack stack(String name) throws Exception {
        return new ClusterStacks(aws).get(name);
    }

    private FleetState fleet(String name) throws Exception {
        return new ComputeFleet(aws).read(stack(name));
    }

    @Test
    public void listsClustersAndNoOtherStacks() throws Exception {
        made("listed");
        made("no-cluster", "team", "a");
        made("an-image", ClusterTags.VERSION, "3.16.1", ClusterTags.IMAGE_ID, "x");
        List<ClusterStack> found = new ClusterStacks(aws).list();
        List<String> names = found.stream().map(ClusterStack::name).toList();
        assertTrue(names.toString(), names.contains("listed"));
        assertFalse(names.toString(), names.contains("no-cluster") || names.contains("an-image"));
        assertThat(
                assertThrows(OperationException.class, () -> stack("no-cluster"))
                        .getMessage(),
                containsString("is not a cluster of ParallelCluster"));
    }

    @Test
    public void namesNodesWhoseDisksCouldNotBeCreated() throws Exception {
        SimulatedCluster cluster = made("without-key").fleet("PROTECTED", SINCE);
        String ended = cluster.instance("node-type", "Compute").instanceId();
        aws.ec2("ending", ec2 -> ec2.terminateInstances(r -> r.instanceIds(ended)));
        assertThat(FailedLaunches.protectedMeans(aws, stack("without-key")), not(containsString("Client.Internal")));
        String node = cluster.nodeWithoutKey();
        assertThat(
                FailedLaunches.protectedMeans(aws, stack("without-key")),
                allOf(
                        containsString("is PROTECTED"),
                        containsString("EC2 could not start the node " + node + ". Client.InternalError"),
                        containsString("for Spot AWSServiceRoleForEC2Spot")));
    }

    @Test
    public void describesAClusterWithItsNodesAndItsFleet() throws Exception {
        SimulatedCluster cluster = made("described").fleet("RUNNING", SINCE);
        String head = cluster.instance("node-type", "HeadNode").instanceId();
        String compute =
                cluster.instance("node-type", "Compute", "queue-name", "plates").instanceId();
        String gone = cluster.instance("node-type", "Compute").instanceId();
        aws.ec2("ending", ec2 -> ec2.terminateInstances(r -> r.instanceIds(gone)));
        new SimulatedCluster(AWS, aws, "described-2").instance("node-type", "HeadNode");

        ClusterDescription description = ClusterDescription.read(aws, "described");
        assertEquals(head, description.headNode().id());
        assertEquals(
                List.of(head, compute),
                description.instances().stream()
                        .map(ClusterInstance::id)
                        .sorted((a, b) -> a.equals(head) ? -1 : 1)
                        .toList());
        assertNull(description.failure());
        Map<String, Object> map = description.asMap();
        assertEquals("described", map.get("name"));
        assertEquals("eu-central-1", map.get("region"));
        assertEquals("3.16.1", map.get("version"));
        assertEquals("CREATE_COMPLETE", map.get("status"));
        assertEquals(cluster.arn, map.get("stackArn"));
        assertEquals("slurm", map.get("scheduler"));
        assertEquals("RUNNING", map.get("fleet"));
        assertEquals("running", ((Map<?, ?>) map.get("headNode")).get("state"));
        assertEquals("c5.large", ((Map<?, ?>) map.get("headNode")).get("instanceType"));
        assertThat((String) ((Map<?, ?>) map.get("headNode")).get("privateIp"), startsWith("127.60.1."));
        assertEquals(
                "plates",
                description.instances().stream()
                        .filter(one -> one.id().equals(compute))
                        .findFirst()
                        .orElseThrow()
                        .queue());
        assertFalse(relay.actions().toString(), relay.actions().stream().anyMatch(call -> call.startsWith("s3:")));
    }

    @Test
    public void anUnknownNameListsTheExistingClusters() throws Exception {
        made("known");
        assertThat(
                assertThrows(OperationException.class, () -> stack("unknown")).getMessage(),
                allOf(
                        startsWith("There is no cluster 'unknown' in eu-central-1. Existing clusters: "),
                        containsString("known")));
        assertEquals(List.of(), new ClusterInstances(aws).list("unknown"));
        for (String name : List.of("", "7plates", "a_b", "a".repeat(61), "x y")) {
            assertThrows(OperationException.class, () -> ClusterName.check("name", name));
        }
        ClusterName.check("name", "plates-2");
    }

    @Test
    public void readsAFleetInBothForms() throws Exception {
        made("new-form").fleet("PROTECTED", SINCE);
        made("old-form").plainFleet("STOPPED", SINCE);
        made("no-form");
        assertEquals(FleetState.of("PROTECTED", SINCE), fleet("new-form"));
        assertTrue(fleet("new-form").isProtected());
        assertEquals(FleetState.of("STOPPED", SINCE), fleet("old-form"));
        assertEquals(FleetState.UNKNOWN, fleet("no-form"));
        assertEquals(
                Instant.parse("2026-08-15T10:00:00.123456Z"), fleet("old-form").updated());
        assertNull(FleetState.of("RUNNING", "yesterday").updated());
        assertThat(
                FleetState.protectedMeans(stack("new-form")),
                containsString("log group /aws/parallelcluster/new-form"));
    }

    @Test
    public void startsAndStopsAFleetInBothForms() throws Exception {
        made("start-new").fleet("STOPPED", SINCE);
        made("start-old").plainFleet("PROTECTED", SINCE);
        ComputeFleet fleets = new ComputeFleet(aws);
        for (String name : List.of("start-new", "start-old")) {
            fleets.start(stack(name), NOON);
            assertEquals(new FleetState("START_REQUESTED", NOON), fleet(name));
            fleets.stop(stack(name), NOON);
            assertEquals("STOP_REQUESTED", fleet(name).status());
        }
    }

    @Test
    public void doesNotChangeAFleetInTheRequestedState() throws Exception {
        ComputeFleet fleets = new ComputeFleet(aws);
        SimulatedCluster cluster = made("as-wanted");
        for (String status : List.of("START_REQUESTED", "STARTING", "RUNNING")) {
            cluster.fleet(status, SINCE);
            assertEquals(status, fleets.start(stack("as-wanted"), NOON).status());
        }
        for (String status : List.of("STOP_REQUESTED", "STOPPING", "STOPPED")) {
            cluster.fleet(status, SINCE);
            assertEquals(status, fleets.stop(stack("as-wanted"), NOON).status());
        }
        assertFalse(relay.actions().contains("dynamodb:UpdateItem"));
    }

    @Test
    public void doesNotOverwriteAConcurrentRequest() throws Exception {
        made("raced").fleet("STOPPED", SINCE);
        ClusterStack stack = stack("raced");
        ComputeFleet fleets = new ComputeFleet(aws);
        relay.delay("dynamodb:UpdateItem", 1, Duration.ofSeconds(2));
        CompletableFuture<String> said = CompletableFuture.supplyAsync(() ->
                assertThrows(IOException.class, () -> fleets.start(stack, NOON)).getMessage());
        while (!relay.actions().contains("dynamodb:UpdateItem") && !said.isDone()) {
            Thread.sleep(20);
        }
        new SimulatedCluster(AWS, aws, "raced").fleet("STOP_REQUESTED", SINCE);
        assertThat(said.get(), containsString("somebody else"));
        assertEquals("STOP_REQUESTED", fleet("raced").status());
        made("unready");
        assertThat(
                assertThrows(OperationException.class, () -> fleets.stop(stack("unready"), NOON))
                        .getMessage(),
                containsString("its state is not known"));
    }

    @Test
    public void deletesAClusterOfOthersOnlyWithForce() throws Exception {
        made("theirs", ClusterTags.VERSION, "3.16.1");
        made("ours");
        assertThat(
                assertThrows(OperationException.class, () -> ClusterDeletion.check(stack("theirs"), false))
                        .getMessage(),
                allOf(containsString("was not created by Hummingbird"), containsString("force: true")));
        ClusterDeletion.check(stack("theirs"), true);
        ClusterDeletion.check(stack("ours"), false);
    }

    @Test
    public void readsTheEventsOfADeletedCluster() throws Exception {
        SimulatedCluster cluster = made("deleted");
        List<StackEvent> before = new StackEvents(aws).since(cluster.arn, "");
        ClusterStack stack = stack("deleted");
        ClusterDeletion deletion = new ClusterDeletion(aws);
        deletion.start(stack, List.of(), "build-7");
        deletion.start(stack, List.of(), "build-7");
        assertTrue(new ClusterStacks(aws).find("deleted").isEmpty());
        assertEquals(ClusterStatus.DELETE_COMPLETE, stack(cluster.arn).status());
        List<StackEvent> after = new StackEvents(aws)
                .since(cluster.arn, before.get(before.size() - 1).id());
        assertFalse(after.stream().anyMatch(event -> event.status().startsWith("CREATE")));
        assertEquals("DELETE_COMPLETE", after.get(after.size() - 1).status());
    }

    @Test
    public void warnsOfStorageThatIsDeletedWithTheCluster() throws Exception {
        String volume = ", 'V%d': {'Type': 'AWS::EC2::Volume'%s, 'Properties': {'AvailabilityZone': 'eu-central-1a',"
                + " 'Size': 1}}";
        String storage = String.format(volume, 1, ", 'DeletionPolicy': 'Delete'")
                + String.format(volume, 2, ", 'DeletionPolicy': 'Retain'")
                + String.format(volume, 3, "");
        new SimulatedCluster(AWS, aws, "stored").create(storage, new String[] {ClusterTags.VERSION, "3.16.1"});
        List<String> warnings = new ClusterDeletion(aws).warnings(stack("stored"));
        assertEquals(warnings.toString(), 2, warnings.size());
        assertThat(
                warnings.get(0),
                allOf(startsWith("EBS volume vol-"), containsString("belongs to the cluster stored and is deleted")));
        made("unstored");
        assertEquals(List.of(), new ClusterDeletion(aws).warnings(stack("unstored")));
    }

    @Test
    public void readsEachEventOnceInOrder() throws Exception {
        SimulatedCluster cluster = made("told");
        List<StackEvent> all = new StackEvents(aws).since(cluster.arn, "");
        assertEquals("CREATE_IN_PROGRESS", all.get(0).status());
        assertEquals("CREATE_COMPLETE", all.get(all.size() - 1).status());
        assertEquals(
                all.subList(1, all.size()),
                new StackEvents(aws).since(cluster.arn, all.get(0).id()));
        assertEquals(
                List.of(),
                new StackEvents(aws).since(cluster.arn, all.get(all.size() - 1).id()));
        assertEquals(List.of(), new StackEvents(aws).since("never-there", ""));
        assertEquals(all.get(all.size() - 1).id(), new StackEvents(aws).newest(cluster.arn));
        assertEquals("", new StackEvents(aws).newest("never-there"));
    }

    @Test
    public void readsTheEndOfTheHeadNodesLog() throws Exception {
        SimulatedCluster cluster = made("logged");
        String group = SimulatedCluster.logGroup("logged");
        StackEvent head =
                new StackEvent("e", Instant.EPOCH, "HeadNode", "i-0123", "AWS::EC2::Instance", "CREATE_COMPLETE", "");
        HeadNodeLog log = new HeadNodeLog(aws);
        assertEquals(new HeadNodeLog.Tail(group, "", List.of()), log.last(stack("logged"), List.of(head), 2));
        aws.cloudWatchLogs("a group", logs -> logs.createLogGroup(r -> r.logGroupName(group)));
        for (String stream :
                List.of("ip-1.i-0123.cloud-init-output", "ip-1.i-0123.cfn-init", "ip-2.i-4567.chef-client")) {
            aws.cloudWatchLogs(
                    "a stream",
                    logs -> logs.createLogStream(r -> r.logGroupName(group).logStreamName(stream)));
            aws.cloudWatchLogs(
                    "lines",
                    logs -> logs.putLogEvents(r -> r.logGroupName(group)
                            .logStreamName(stream)
                            .logEvents(
                                    line(1, stream + " one"), line(2, stream + " two"), line(3, stream + " three"))));
        }
        HeadNodeLog.Tail tail = log.last(stack("logged"), List.of(head), 2);
        assertEquals("ip-1.i-0123.cfn-init", tail.stream());
        assertEquals(List.of("ip-1.i-0123.cfn-init two", "ip-1.i-0123.cfn-init three"), tail.lines());
        assertEquals(List.of(), log.last(stack("logged"), List.of(), 2).lines());
        assertEquals(cluster.arn, stack("logged").arn());
    }

    @Test
    public void describesAFailedCreationWithItsReason() throws Exception {
        made("failed").fleet("RUNNING", SINCE);
        relay.stackStatus("failed", "ROLLBACK_IN_PROGRESS");
        relay.stackEvent("failed", "Fsx", "AWS::FSx::FileSystem", "CREATE_FAILED", "The subnet has no room");
        relay.stackEvent(
                "failed", "Wait", "AWS::CloudFormation::WaitCondition", "CREATE_FAILED", "Failed to mount FSX");
        ClusterDescription description = ClusterDescription.read(aws, "failed");
        assertEquals("CREATE_FAILED", description.asMap().get("status"));
        assertEquals("FsxMountFailure", description.asMap().get("failureCode"));
        assertEquals("Fsx", description.failure().resource());
        assertEquals("The subnet has no room", description.failure().said());
        assertEquals("no fleet is read", FleetState.UNKNOWN, description.fleet());
    }

    private static InputLogEvent line(int second, String message) {
        return InputLogEvent.builder()
                .timestamp(System.currentTimeMillis() + 1000L * second)
                .message(message)
                .build();
    }

    @Test
    public void findsADirectoryByItsId() throws Exception {
        String id = aws.directory("a directory", directory -> directory
                .createMicrosoftAD(r -> r.name("corp.example.com")
                        .shortName("CORP")
                        .password("Passw0rd!")
                        .edition("Standard")
                        .vpcSettings(vpc ->
                                vpc.vpcId(AWS.property("vpc")).subnetIds(AWS.property("subnet"), secondSubnet())))
                .directoryId());
        Directory found = new DirectoryLookup(aws).get(id);
        assertEquals("corp.example.com", found.domain());
        assertEquals("CORP", found.shortName());
        assertEquals("ldaps://corp.example.com", found.ldapsAddress());
        assertTrue(found.isActive());
        assertThat(
                found.asLine(), startsWith("Directory " + id + ": corp.example.com, Active, ldaps://corp.example.com"));
        assertThat(
                assertThrows(OperationException.class, () -> new DirectoryLookup(aws).get("d-0000000000"))
                        .getMessage(),
                containsString("there is no directory d-0000000000 in eu-central-1"));
        assertThrows(OperationException.class, () -> new DirectoryLookup(aws).get("corp.example.com"));
    }

    private String secondSubnet() {
        try {
            return aws.ec2("a subnet", ec2 -> ec2.createSubnet(r -> r.vpcId(AWS.property("vpc"))
                            .cidrBlock("127.60.9.0/24")
                            .availabilityZone("eu-central-1b"))
                    .subnet()
                    .subnetId());
        } catch (IOException | OperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void aDeniedCallNamesTheMissingAction() throws Exception {
        made("denied").fleet("RUNNING", SINCE);
        ClusterStack stack = stack("denied");
        StackEvent head =
                new StackEvent("e", Instant.EPOCH, "HeadNode", "i-0123", "AWS::EC2::Instance", "CREATE_COMPLETE", "");
        Map<String, ThrowingRunnable> calls = Map.of(
                "cloudformation:DescribeStacks", () -> new ClusterStacks(aws).list(),
                "ds:DescribeDirectories", () -> new DirectoryLookup(aws).get("d-0123456789"),
                "dynamodb:GetItem", () -> new ComputeFleet(aws).read(stack),
                "logs:DescribeLogStreams", () -> new HeadNodeLog(aws).last(stack, List.of(head), 1));
        for (Map.Entry<String, ThrowingRunnable> call : calls.entrySet()) {
            relay.fail(call.getKey(), 1, 400, "AccessDeniedException", "No.");
            assertThat(
                    assertThrows(OperationException.class, call.getValue()).getMessage(),
                    containsString(call.getKey()));
        }
    }

    @Test
    public void warnsOfAnImageThatDoesNotFitTheConfiguration() throws Exception {
        String ami = aws.ec2("an image", ec2 -> ec2.registerImage(
                        r -> r.name("baked").architecture("x86_64").rootDeviceName("/dev/sda1"))
                .imageId());
        ClusterConfiguration configuration =
                ClusterConfiguration.parse("cluster.yaml", "Image:\n  Os: ubuntu2204\n  CustomAmi: " + ami);
        ImageWarnings warnings = new ImageWarnings(aws);
        assertThat(
                warnings.of(configuration, "3.16.1").get(0),
                allOf(
                        startsWith("cluster.yaml, line 2, Image/CustomAmi: the image " + ami),
                        containsString("lacks the tag parallelcluster:version")));
        assertThat(warnings.of(configuration, "3.16.1").get(1), containsString("lacks the tag parallelcluster:os"));
        tag(ami, ClusterTags.VERSION, "3.15.0");
        tag(ami, ClusterTags.OS, "rhel9");
        assertThat(warnings.of(configuration, "3.16.1").get(0), containsString("built for ParallelCluster 3.15.0"));
        assertThat(warnings.of(configuration, "3.16.1").get(2), containsString("has the operating system rhel9"));
        tag(ami, ClusterTags.VERSION, "3.16.1");
        tag(ami, ClusterTags.OS, "ubuntu2204");
        assertThat(
                warnings.of(configuration, "3.16.1").get(0), containsString("and lacks parallelcluster:build_status"));
        tag(ami, ClusterTags.BUILD_STATUS, "available");
        assertEquals(List.of(), warnings.of(configuration, "3.16.1"));
        new NodeImages(configuration).setForNewCluster("ami-0123456789abcdef0");
        assertThat(
                warnings.of(configuration, "3.16.1").get(0),
                containsString("there is no image ami-0123456789abcdef0 in eu-central-1"));
    }

    private void tag(String ami, String key, String value) throws Exception {
        aws.ec2(
                "a tag",
                ec2 -> ec2.createTags(
                        r -> r.resources(ami).tags(tag -> tag.key(key).value(value))));
    }
}
