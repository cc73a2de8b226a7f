package io.jenkins.plugins.hummingbird.cluster.configuration;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Configurations in all styles of YAML: an edit changes its own places and no other character. */
public class ConfigurationShapesTest {
    private static final String OLD = "ami-0aaaaaaaaaaaaaaaa";
    private static final String NEW = "ami-0bbbbbbbbbbbbbbbb";
    private static final String TAG = "Tags: [{Key: lab, Value: '7'}]";

    private static String text(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    private static ClusterConfiguration parse(String text) throws OperationException {
        return ClusterConfiguration.parse("cluster.yaml", text);
    }

    private static String withImage(String text) throws OperationException {
        ClusterConfiguration configuration = parse(text);
        NodeImages images = new NodeImages(configuration);
        List<String> places = images.setForNewCluster(NEW);
        for (String place : places) {
            assertThat(place + text, images.at(place), is(NEW));
        }
        new NodeImages(configuration).setForNewCluster(NEW);
        return configuration.text();
    }

    private static String withTag(String text) throws OperationException {
        ClusterConfiguration configuration = parse(text);
        configuration.setTag("lab", "7");
        configuration.setTag("lab", "7");
        return configuration.text();
    }

    @Test
    public void anImageOfTheHeadNodeOnly() throws Exception {
        assertThat(
                withImage(text(
                        "HeadNode:",
                        "  Image:",
                        "    CustomAmi: " + OLD,
                        "Scheduling:",
                        "  SlurmQueues:",
                        "    - Name: a",
                        "      Networking: {SubnetIds: [subnet-1]}",
                        "    - Name: b")),
                is(text(
                        "HeadNode:",
                        "  Image:",
                        "    CustomAmi: " + NEW,
                        "Scheduling:",
                        "  SlurmQueues:",
                        "    - Image: {CustomAmi: " + NEW + "}",
                        "      Name: a",
                        "      Networking: {SubnetIds: [subnet-1]}",
                        "    - Image: {CustomAmi: " + NEW + "}",
                        "      Name: b")));
    }

    @Test
    public void anImageOfOneQueueOnly() throws Exception {
        assertThat(
                withImage(text(
                        "Scheduling:",
                        "  SlurmQueues:",
                        "  - Name: a",
                        "    Image:",
                        "      CustomAmi: '" + OLD + "'",
                        "  - Name: b")),
                is(text(
                        "Scheduling:",
                        "  SlurmQueues:",
                        "  - Name: a",
                        "    Image:",
                        "      CustomAmi: " + NEW,
                        "  - Image: {CustomAmi: " + NEW + "}",
                        "    Name: b")));
    }

    @Test
    public void anImageOfAPoolOfLoginNodesOnly() throws Exception {
        assertThat(
                withImage(text(
                        "Scheduling: {SlurmQueues: [{Name: a}]}",
                        "LoginNodes:",
                        "  Pools:",
                        "    - Name: people",
                        "      Image: {CustomAmi: " + OLD + "}",
                        "      Count: 1")),
                is(text(
                        "Scheduling: {SlurmQueues: [{Image: {CustomAmi: " + NEW + "}, Name: a}]}",
                        "LoginNodes:",
                        "  Pools:",
                        "    - Name: people",
                        "      Image: {CustomAmi: " + NEW + "}",
                        "      Count: 1")));
    }

    @Test
    public void flowStyle() throws Exception {
        assertThat(
                withImage("{Image: {Os: x}, Scheduling: {SlurmQueues: [\n  {Name: a, Image: {}},\n  {Name: b}]}}"),
                is("{Image: {Os: x}, Scheduling: {SlurmQueues: [\n  {Name: a, Image: {CustomAmi: " + NEW
                        + "}},\n  {Image: {CustomAmi: " + NEW + "}, Name: b}]}}"));
        assertThat(withTag("{Region: x}"), is("{" + TAG + ", Region: x}"));
        assertThat(withTag("{Region: x, Tags: []}"), is("{Region: x, Tags: [{Key: lab, Value: '7'}]}"));
    }

    @Test
    public void windowsLineEnds() throws Exception {
        String file = "Region: x\r\nScheduling:\r\n  SlurmQueues:\r\n    - Name: a\r\n      CapacityType: SPOT\r\n";
        assertThat(withImage(file), is(file.replace("Name: a", "Image: {CustomAmi: " + NEW + "}\r\n      Name: a")));
        assertThat(withTag(file), is(TAG + "\r\n" + file));
    }

    @Test
    public void aByteOrderMark() throws Exception {
        String file = "\uFEFF" + text("Region: x", "Scheduling:", "  SlurmQueues:", "    - Name: a");
        assertThat(withImage(file), is(file.replace("Name: a", "Image: {CustomAmi: " + NEW + "}\n      Name: a")));
        assertThat(withTag(file), is("\uFEFF" + TAG + "\n" + file.substring(1)));
    }

    @Test
    public void commentsAtEveryPlace() throws Exception {
        String file = text(
                "# the cluster",
                "Image: # of all",
                "  # the system",
                "  Os: ubuntu2204 # 22.04",
                "  # CustomAmi: " + OLD,
                "Scheduling: # Slurm",
                "  # queues",
                "  SlurmQueues: # two",
                "    # the first",
                "    - # spot",
                "      Name: a # here",
                "      # and",
                "      Image: # baked",
                "        # which",
                "        CustomAmi: " + OLD + " # by Jenkins",
                "    # the second",
                "    - Name: b",
                "      Image: # none yet",
                "      # CustomAmi: " + OLD,
                "    # after the last",
                "# at the end");
        assertThat(
                withImage(file),
                is(file.replace("CustomAmi: " + OLD + " # by", "CustomAmi: " + NEW + " # by")
                        .replace("Image: # none yet", "Image: {CustomAmi: " + NEW + "} # none yet")));
        assertThat(withTag(file), is(file.replace("# the cluster\n", "# the cluster\n" + TAG + "\n")));
    }

    @Test
    public void multilineTextsAndOtherIndentation() throws Exception {
        String file = text(
                "---",
                "Scheduling:",
                "    SlurmQueues:",
                "    -   Name: a",
                "        CustomActions:",
                "            OnNodeStart:",
                "                Args:",
                "                - |",
                "                  Image:",
                "                    CustomAmi: " + OLD,
                "                - >-",
                "                  - Name: b",
                "...");
        assertThat(
                withImage(file),
                is(file.replace("-   Name: a", "-   Image: {CustomAmi: " + NEW + "}\n        Name: a")));
        assertThat(withTag(file), is(file.replace("---\n", "---\n" + TAG + "\n")));
    }

    @Test
    public void noLineEndAtTheEndOfTheText() throws Exception {
        assertThat(
                withImage("Scheduling:\n  SlurmQueues:\n  - Name: a\n    Image:"),
                is("Scheduling:\n  SlurmQueues:\n  - Name: a\n    Image: {CustomAmi: " + NEW + "}"));
        assertThat(withTag("Region: x"), is(TAG + "\nRegion: x"));
    }

    @Test
    public void anEmptyImage() throws Exception {
        for (String empty : List.of("Image: ~", "Image: null", "Image: {}", "Image:")) {
            assertThat(
                    withImage(text("Scheduling: ", "  SlurmQueues:", "  - Name: a", "    " + empty, "    Iam: {}")),
                    is(text(
                            "Scheduling: ",
                            "  SlurmQueues:",
                            "  - Name: a",
                            "    Image: {CustomAmi: " + NEW + "}",
                            "    Iam: {}")));
        }
    }

    @Test
    public void existingTags() throws Exception {
        assertThat(
                withTag(text("Tags:", "  # of the lab", "  - Key: lab # 7", "    Value: 6 # once", "A: b")),
                is(text("Tags:", "  # of the lab", "  - Key: lab # 7", "    Value: '7' # once", "A: b")));
        assertThat(
                withTag(text("Tags:", "  - Key: other", "    Value: x")),
                is(text("Tags:", "  - {Key: lab, Value: '7'}", "  - Key: other", "    Value: x")));
    }

    @Test
    public void rejectsAnEditThatWouldChangeOtherPlacesThroughAnAnchor() throws Exception {
        String merged =
                text("Scheduling:", "  SlurmQueues:", "  - &queue", "    Name: a", "  - <<: *queue", "    Name: b");
        assertThat(
                withImage(merged),
                is(text(
                        "Scheduling:",
                        "  SlurmQueues:",
                        "  - &queue",
                        "    Image: {CustomAmi: " + NEW + "}",
                        "    Name: a",
                        "  - <<: *queue",
                        "    Name: b")));
        ClusterConfiguration shared = parse(text(
                "HeadNode:",
                "  Image: &baked {CustomAmi: " + OLD + "}",
                "Scheduling: {SlurmQueues: [{Name: a, Image: *baked}]}"));
        assertThat(
                assertThrows(OperationException.class, () -> new NodeImages(shared)
                                .set(Map.of(NodeImages.HEAD_NODE, OLD, "Scheduling/SlurmQueues[0]/Image", NEW)))
                        .getMessage(),
                containsString("Image: is shared, by an anchor, with nodes that have another image"));
        assertThat(
                assertThrows(OperationException.class, () -> withTag(text("Tags: &tags", "- Key: a", "  Value: b")))
                        .getMessage(),
                containsString("Tags: must be a list of keys and values, without an anchor"));
    }
}
