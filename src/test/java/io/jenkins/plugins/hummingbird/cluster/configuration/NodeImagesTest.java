package io.jenkins.plugins.hummingbird.cluster.configuration;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.cluster.reads.ClusterInstance;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Which nodes of a new or updated cluster get an image. */
public class NodeImagesTest {
    private static final String OLD = "ami-0aaaaaaaaaaaaaaaa";
    private static final String NEW = "ami-0bbbbbbbbbbbbbbbb";
    private static final String OFFICIAL = "ami-0ccccccccccccccc0";
    private static final String QUEUE = "Scheduling/SlurmQueues[0]/Image";

    private static ClusterConfiguration parse(String... lines) throws OperationException {
        return ClusterConfiguration.parse("cluster.yaml", String.join("\n", lines));
    }

    private static NodeImages images(String... lines) throws OperationException {
        return new NodeImages(parse(lines));
    }

    private static ClusterInstance node(String type, String pool, String image) {
        return new ClusterInstance("i-1", type, "", pool, "m6i.large", "running", "", "", image, Instant.EPOCH);
    }

    private static UpdatedImages update(NodeImages images, String ami, ClusterInstance... nodes) {
        return new UpdatedImages(images, ami, List.of(nodes), image -> !image.equals(OFFICIAL));
    }

    @Test
    public void setsTheImageOfEveryQueueAndPool() throws Exception {
        String queues = "Scheduling: {SlurmQueues: [{Name: a}, {Name: b, Image: {CustomAmi: " + OLD + "}}]}";
        String pools = "LoginNodes: {Pools: [{Name: p}]}";
        for (String head :
                List.of("HeadNode: {InstanceType: t3.micro}", "HeadNode: {Image: {CustomAmi: " + OLD + "}}")) {
            NodeImages images = images("Image: {Os: ubuntu2204}", head, queues, pools);
            List<String> places = images.setForNewCluster(NEW);
            assertThat(images.at(QUEUE), is(NEW));
            assertThat(images.at("Scheduling/SlurmQueues[1]/Image"), is(NEW));
            assertThat(images.at("LoginNodes/Pools[0]/Image"), is(NEW));
            assertThat(images.at(NodeImages.HEAD_NODE), is(head.contains(OLD) ? NEW : ""));
            assertThat(images.at(NodeImages.ALL), is(""));
            assertThat(places.contains(NodeImages.HEAD_NODE), is(head.contains(OLD)));
        }
        NodeImages all = images("Image: {Os: ubuntu2204, CustomAmi: " + OLD + "}", queues);
        assertThat(all.setForNewCluster(NEW), contains(QUEUE, "Scheduling/SlurmQueues[1]/Image", NodeImages.ALL));
        assertThat(all.at(NodeImages.ALL), is(NEW));
    }

    @Test
    public void setsTheImageOfAllNodesWithoutSlurmQueues() throws Exception {
        for (String text : List.of(
                "Region: eu-central-1",
                "Image:",
                "Image: # soon\nRegion: x",
                "Image: ~",
                "Image: {}",
                "{Image: {Os: x}}",
                "{Region: x}",
                "--- # one\nImage: &i\n    Os: ubuntu2204\n...\n")) {
            ClusterConfiguration configuration = parse(text);
            assertThat(text, new NodeImages(configuration).setForNewCluster(NEW), contains(NodeImages.ALL));
            assertThat(text, new NodeImages(parse(configuration.text())).at(NodeImages.ALL), is(NEW));
        }
    }

    @Test
    public void setsAnImageThatQueuesShareByAnAliasOnce() throws Exception {
        ClusterConfiguration shared = parse(
                "Scheduling:",
                "  SlurmQueues:",
                "  - Name: a",
                "    Image: &baked",
                "      CustomAmi: ami-11111111",
                "  - Name: b",
                "    Image: *baked",
                "  - Name: c",
                "    Image:",
                "      <<: *baked",
                "");
        assertThat(new NodeImages(shared).setForNewCluster(NEW).size(), is(3));
        assertThat(
                shared.text(),
                allOf(
                        containsString("Image: &baked\n      CustomAmi: " + NEW),
                        containsString("Image: *baked\n"),
                        not(containsString("ami-1111"))));
    }

    @Test
    public void anUpdateChangesTheImageOfQueuesAndNotOfTheHeadNode() throws Exception {
        NodeImages images = images(
                "Image: {Os: ubuntu2204, CustomAmi: " + OFFICIAL + "}",
                "HeadNode: {Image: {CustomAmi: " + OFFICIAL + "}}",
                "Scheduling: {SlurmQueues: [{Name: a}]}");
        UpdatedImages made = update(images, NEW, node("HeadNode", "", OLD));
        assertThat(made.places(), is(Map.of(NodeImages.HEAD_NODE, OLD, NodeImages.ALL, OLD, QUEUE, NEW)));
        assertThat(made.kept(), contains(containsString("the head node keeps its image " + OLD)));
        images.set(made.places());
        assertThat(images.at(NodeImages.ALL), is(OLD));
        assertThat(images.at(QUEUE), is(NEW));

        UpdatedImages asWritten = update(images, "", node("HeadNode", "", OLD));
        assertThat(asWritten.places().entrySet(), is(empty()));
        NodeImages none = images("Image: {Os: ubuntu2204}", "Scheduling: {SlurmQueues: [{Name: a}]}");
        assertThat(update(none, NEW, node("HeadNode", "", OFFICIAL)).places(), is(Map.of(QUEUE, NEW)));
        assertThat(update(none, NEW).places(), is(Map.of(QUEUE, NEW)));
    }

    @Test
    public void queuesGetTheImageOfAllNodesThoughTheHeadNodeCannot() throws Exception {
        String third = "ami-0ddddddddddddddd0";
        NodeImages images = images(
                "Image: {Os: ubuntu2204, CustomAmi: " + NEW + "}",
                "Scheduling: {SlurmQueues: [{Name: a}, {Name: b, Image: {CustomAmi: " + third + "}}]}",
                "LoginNodes: {Pools: [{Name: p}, {Name: idle}]}");
        UpdatedImages made = update(images, "", node("HeadNode", "", OLD), node("LoginNode", "p", OLD));
        String pool = "LoginNodes/Pools[0]/Image";
        assertThat(
                made.places(),
                is(Map.of(NodeImages.ALL, OLD, QUEUE, NEW, pool, OLD, "LoginNodes/Pools[1]/Image", NEW)));
        assertThat(
                made.kept(),
                contains(containsString("the head node keeps"), containsString("the pool p keep their image")));
        images.set(made.places());
        assertThat(images.at(QUEUE), is(NEW));
        assertThat(images.at("Scheduling/SlurmQueues[1]/Image"), is(third));
    }

    @Test
    public void anUpdateKeepsTheImageOfRunningLoginNodes() throws Exception {
        String pools = "LoginNodes: {Pools: [{Name: p}, {Name: idle}]}";
        String running = "LoginNodes/Pools[0]/Image";
        String idle = "LoginNodes/Pools[1]/Image";
        UpdatedImages kept = update(images(pools), NEW, node("LoginNode", "p", OLD));
        assertThat(kept.places(), is(Map.of(running, OLD, idle, NEW)));
        assertThat(kept.kept(), contains(allOf(containsString("pool p keep their image"), containsString("Count: 0"))));
        UpdatedImages official = update(images(pools), NEW, node("LoginNode", "p", OFFICIAL));
        assertThat(official.places(), is(Map.of(idle, NEW)));
        UpdatedImages without = update(images(pools), "", node("LoginNode", "p", OLD));
        assertThat(without.places(), is(Map.of(running, OLD)));
        assertThat(without.kept(), is(empty()));
    }

    @Test
    public void rejectsASectionSharedByNodesWithDifferentImages() throws Exception {
        NodeImages images = images(
                "HeadNode: {Image: &baked {CustomAmi: " + OLD + "}}",
                "Scheduling:",
                "  SlurmQueues:",
                "  - Name: a",
                "    Image: *baked");
        UpdatedImages made = update(images, NEW, node("HeadNode", "", OLD));
        OperationException refused = assertThrows(
                OperationException.class,
                () -> images.set(
                        Map.of(NodeImages.HEAD_NODE, OLD, QUEUE, made.places().get(QUEUE))));
        assertThat(refused.getMessage(), containsString("is shared, by an anchor, with nodes that have another image"));
    }

    @Test
    public void rejectsASharedImageWithAnAnchorAndSetsAnUnsharedOne() throws Exception {
        for (String head : List.of("{CustomAmi: &ami " + OLD + "}", "{Os: &ami " + OLD + "}")) {
            NodeImages shared = images(
                    "HeadNode: {Image: " + head + "}",
                    "Scheduling: {SlurmQueues: [{Name: a, Image: {CustomAmi: *ami}}]}");
            assertThat(
                    assertThrows(OperationException.class, () -> shared.setForNewCluster(NEW))
                            .getMessage(),
                    allOf(
                            containsString("line 1, " + QUEUE + "/CustomAmi: is shared, by an anchor"),
                            containsString("write it out for each")));
        }
        NodeImages anchor = images(
                "HeadNode: {Image: {CustomAmi: &ami " + OLD + "}}",
                "Scheduling: {SlurmQueues: [{Name: a, Image: {Os: *ami}}]}");
        assertThrows(OperationException.class, () -> anchor.set(Map.of(NodeImages.HEAD_NODE, NEW)));
        NodeImages alone = images("Scheduling: {SlurmQueues: [{Name: a, Image: {CustomAmi: &ami " + OLD + "}}]}");
        alone.setForNewCluster(NEW);
        assertThat(alone.at(QUEUE), is(NEW));
    }
}
