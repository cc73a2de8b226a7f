package io.jenkins.plugins.hummingbird.cluster.reads;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.PclusterRule;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.SimulatedCluster;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.parallelcluster.BaseImage;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import io.jenkins.plugins.hummingbird.parallelcluster.OfficialImages;
import io.jenkins.plugins.hummingbird.parallelcluster.ParallelCluster;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/**
 * Compares the reads with those of the real CLI for the same clusters: every field of its output except two. The URL of a
 * configuration is signed, and so differs each time; login nodes by pool need that configuration.
 */
public class RealCliTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String SINCE = "2026-08-15 10:00:00.123456+00:00";

    @ClassRule
    public static final AwsRule AWS = AwsRule.own();

    @Rule
    public final AwsRelay relay = new AwsRelay(AWS);

    @Rule
    public final PclusterRule pcluster = new PclusterRule(AWS);

    private AwsClients aws;

    @Before
    public void makeClusters() throws Exception {
        aws = AwsClients.open(relay.access());
        SimulatedCluster running = made("running", "3.16.1").fleet("RUNNING", SINCE);
        running.instance("node-type", "HeadNode");
        running.instance("node-type", "Compute", "queue-name", "plates");
        running.instance("node-type", "LoginNode", "login-nodes-pool-name", "people");
        String ended =
                running.instance("node-type", "Compute", "queue-name", "plates").instanceId();
        aws.ec2("ending", ec2 -> ec2.terminateInstances(r -> r.instanceIds(ended)));
        String stopped = made("old", "3.1.4")
                .plainFleet("STOPPED", SINCE)
                .instance("node-type", "HeadNode")
                .instanceId();
        aws.ec2("stopping", ec2 -> ec2.stopInstances(r -> r.instanceIds(stopped)));
        made("failed", "3.16.1").fleet("RUNNING", SINCE);
        relay.stackStatus("failed", "ROLLBACK_COMPLETE");
        relay.stackEvent(
                "failed",
                "Wait",
                "AWS::CloudFormation::WaitCondition",
                "CREATE_FAILED",
                "This AMI was created with ParallelCluster 3.15.0, and 3.16.1 is used");
        made("updated", "3.16.1").fleet("PROTECTED", SINCE);
        relay.stackStatus("updated", "UPDATE_ROLLBACK_COMPLETE");
        made("no-cluster", "").fleet("RUNNING", SINCE);
    }

    @After
    public void close() {
        aws.close();
    }

    private SimulatedCluster made(String name, String version) throws Exception {
        String[] tags = version.isEmpty()
                ? new String[] {"team", "a"}
                : new String[] {ClusterTags.VERSION, version, "team", "a"};
        return new SimulatedCluster(AWS, aws, name).create("", tags);
    }

    @Test
    public void readsTheSameAsTheCli() throws Exception {
        List<String> described = List.of("running", "old", "failed", "updated");
        List<String> withInstances = List.of("running", "old");
        List<List<String>> calls = new ArrayList<>(List.of(List.of("list-clusters"), List.of("list-official-images")));
        described.forEach(name -> calls.addAll(List.of(describing(name), describingFleet(name))));
        withInstances.forEach(name -> calls.add(describingInstances(name)));
        Map<List<String>, JsonNode> cli = pcluster.runAll(relay.endpoint(), calls);

        assertEquals(sorted(cli.get(List.of("list-clusters")).get("clusters"), "clusterName"), clusters());
        assertEquals(sorted(cli.get(List.of("list-official-images")).get("images"), "amiId"), images());
        for (String name : described) {
            ClusterDescription description = ClusterDescription.read(aws, name);
            ObjectNode theirs = (ObjectNode) cli.get(describing(name));
            theirs.remove("clusterConfiguration");
            assertEquals(name, theirs, describe(description));
            assertEquals(name, cli.get(describingFleet(name)), fleet(description));
        }
        for (String name : withInstances) {
            JsonNode instances = cli.get(describingInstances(name)).get("instances");
            assertFalse(instances.isEmpty());
            assertEquals(name, sorted(instances, "instanceId"), instances(name));
        }
    }

    private static List<String> describing(String cluster) {
        return List.of("describe-cluster", "-n", cluster);
    }

    private static List<String> describingFleet(String cluster) {
        return List.of("describe-compute-fleet", "-n", cluster);
    }

    private static List<String> describingInstances(String cluster) {
        return List.of("describe-cluster-instances", "-n", cluster);
    }

    private List<JsonNode> clusters() throws Exception {
        List<JsonNode> found = new ArrayList<>();
        for (ClusterStack stack : new ClusterStacks(aws).list()) {
            found.add(summary(stack)
                    .put("clusterName", stack.name())
                    .put("cloudformationStackStatus", stack.stackStatus()));
        }
        return sorted(JSON.valueToTree(found), "clusterName");
    }

    private ObjectNode summary(ClusterStack stack) {
        ObjectNode json = JSON.createObjectNode()
                .put("cloudformationStackArn", stack.arn())
                .put("region", aws.region())
                .put("version", stack.version())
                .put("clusterStatus", stack.status().name());
        json.putObject("scheduler").put("type", stack.scheduler());
        return json;
    }

    private ObjectNode describe(ClusterDescription description) {
        ClusterStack stack = description.stack();
        ObjectNode json = summary(stack)
                .put("clusterName", stack.name())
                .put("cloudFormationStackStatus", stack.stackStatus())
                .put("computeFleetStatus", description.fleet().status())
                .put("creationTime", time(stack.created()))
                .put("lastUpdatedTime", time(stack.updated()));
        ArrayNode tags = json.putArray("tags");
        stack.tags()
                .forEach((key, value) -> tags.addObject().put("value", value).put("key", key));
        if (description.headNode() != null) {
            json.set("headNode", instance(description.headNode()));
        }
        if (description.failure() != null) {
            json.putArray("failures")
                    .addObject()
                    .put("failureCode", description.failure().code())
                    .put("failureReason", description.failure().reason());
        }
        return json;
    }

    private static ObjectNode fleet(ClusterDescription description) {
        ObjectNode json =
                JSON.createObjectNode().put("status", description.fleet().status());
        if (description.fleet().updated() != null) {
            json.put("lastStatusUpdatedTime", time(description.fleet().updated()));
        }
        return json;
    }

    private List<JsonNode> instances(String cluster) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        for (ClusterInstance one : new ClusterInstances(aws).list(cluster)) {
            ObjectNode json = instance(one).put("nodeType", one.nodeType());
            put(json, "queueName", one.queue());
            put(json, "poolName", one.pool());
            found.add(json);
        }
        return sorted(JSON.valueToTree(found), "instanceId");
    }

    private static ObjectNode instance(ClusterInstance one) {
        ObjectNode json = JSON.createObjectNode()
                .put("instanceId", one.id())
                .put("launchTime", time(one.launched()))
                .put("instanceType", one.instanceType())
                .put("state", one.state());
        put(json, "publicIpAddress", one.publicIp());
        put(json, "privateIpAddress", one.privateIp());
        return json;
    }

    private List<JsonNode> images() throws Exception {
        List<JsonNode> found = new ArrayList<>();
        for (BaseImage one : new OfficialImages(aws, Instant.now()).newestOfEach(ParallelCluster.VERSION, null, null)) {
            found.add(JSON.createObjectNode()
                    .put("amiId", one.id())
                    .put("os", one.os())
                    .put("name", one.name())
                    .put("version", one.version())
                    .put("architecture", one.architecture()));
        }
        return sorted(JSON.valueToTree(found), "amiId");
    }

    /** The CLI omits empty fields. */
    private static void put(ObjectNode json, String key, String value) {
        if (!value.isEmpty()) {
            json.put(key, value);
        }
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }

    private static List<JsonNode> sorted(JsonNode array, String by) {
        List<JsonNode> found = new ArrayList<>();
        array.forEach(found::add);
        found.sort(Comparator.comparing(one -> one.get(by).asText()));
        return found;
    }
}
