package io.jenkins.plugins.hummingbird.cluster.yaml;

import static java.util.Collections.nCopies;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.cluster.configuration.ClusterConfiguration;
import io.jenkins.plugins.hummingbird.cluster.configuration.NodeImages;
import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import org.junit.Test;
import org.yaml.snakeyaml.nodes.MappingNode;

/** YAML that expands by aliases and merge keys, or is deeper or larger than any configuration. */
public class YamlLimitsTest {
    private static ClusterConfiguration parse(String... lines) throws OperationException {
        return ClusterConfiguration.parse("cluster.yaml", String.join("\n", lines));
    }

    private static String refusal(String... lines) {
        return assertThrows(OperationException.class, () -> parse(lines)).getMessage();
    }

    @Test(timeout = 1000 * Patience.SECONDS)
    public void rejectsATextWhoseAliasesExpandTooFar() throws Exception {
        StringBuilder laughs = new StringBuilder("a0: &a0 {x: y}\n");
        for (int i = 1; i < 60; i++) {
            laughs.append(String.format("a%d: &a%d [*a%d, *a%d]%n", i, i, i - 1, i - 1));
        }
        assertThat(refusal(laughs.toString()), containsString("Number of aliases"));
        String many = refusal(laughs.substring(0, laughs.indexOf("a25:")));
        assertThat(many, startsWith("cluster.yaml, line 16: has more than 100000 keys and values up to here, those"));
        String fewer = laughs.substring(0, laughs.indexOf("a14:"));
        ClusterConfiguration configuration = parse(fewer);
        assertEquals(64, configuration.digest().length());
        new NodeImages(configuration).setForNewCluster("ami-0123456789abcdef0");
        assertThat(configuration.text(), containsString(fewer));
        assertThat(
                refusal("a: [" + "x,".repeat(200_000) + "]"), containsString("has more than 100000 keys and values"));
        assertThat(
                refusal("a: " + "[".repeat(60) + "]".repeat(60)),
                startsWith("cluster.yaml, line 1: is nested deeper than 50 levels"));
        assertThat(refusal("a: &a [*a]"), startsWith("cluster.yaml, line 1, a[0]: is an alias of a node"));
        assertThat(refusal("a: &a", "  <<: *a"), containsString("is an alias of a node"));
        assertThat(refusal("a: " + "[".repeat(100_000)), startsWith("cluster.yaml"));
        assertThat(refusal("#".repeat(Limits.YAML_CHARACTERS + 1)), containsString("is larger than"));
    }

    /** In 368 characters five mappings merge five each, ten levels deep: ten million paths to a missing key. */
    @Test(timeout = 1000 * Patience.SECONDS)
    public void searchesAMappingThatIsMergedManyTimesOnce() throws Exception {
        StringBuilder merges = new StringBuilder("a0: &a0 {x: y}\n");
        for (int i = 1; i <= 10; i++) {
            merges.append(String.format("a%d: &a%d {<<: [%s]}%n", i, i, String.join(", ", nCopies(5, "*a" + (i - 1)))));
        }
        MappingNode root = YamlText.root("cluster.yaml", merges.toString());
        MappingNode last = YamlText.mapping(root, "a10");
        for (int i = 0; i < 1000; i++) {
            assertEquals("", YamlText.text(last, "absent" + i));
        }
        assertEquals("y", YamlText.text(last, "x"));
    }

    @Test
    public void findsAKeyInADeeplyMergedMapping() throws Exception {
        StringBuilder merges = new StringBuilder("a0: &a0 {x: y}\n");
        for (int i = 1; i <= 40; i++) {
            merges.append(String.format("a%d: &a%d {<<: *a%d}%n", i, i, i - 1));
        }
        MappingNode root = YamlText.root("cluster.yaml", merges.toString());
        assertEquals("y", YamlText.text(YamlText.mapping(root, "a40"), "x"));
    }
}
