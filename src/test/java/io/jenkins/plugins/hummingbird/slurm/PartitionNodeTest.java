package io.jenkins.plugins.hummingbird.slurm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import org.junit.Test;

/** What sinfo says of nodes. */
public class PartitionNodeTest {
    private static boolean usable(String state) {
        return PartitionNode.parse("queue1* node-1 4 7000 " + state).usable();
    }

    @Test
    public void aLineIsANode() {
        assertThat(PartitionNode.parse("queue1* node-1 4 7000 idle~ "), is(new PartitionNode("node-1", 4, 7000, true)));
        assertThat(PartitionNode.parse("PARTITION NODELIST CPUS MEMORY STATE"), nullValue());
        assertThat(PartitionNode.parse(""), nullValue());
        assertThat("not configured", PartitionNode.parse("all a 4 1 mix").megabytes(), is(0L));
        assertThat(PartitionNode.isOfDefault("queue1* node-1 4 7000 idle"), is(true));
        assertThat(PartitionNode.isOfDefault("queue2 node-1 4 7000 idle*"), is(false));
        assertThat(PartitionNode.isOfDefault(""), is(false));
    }

    @Test
    public void aNodeThatIsPoweredDownIsUsableAndOneThatIsDownIsNot() {
        for (String state : List.of("idle", "idle~", "idle%", "alloc", "mix#", "mix", "comp", "plnd", "resv", "boot")) {
            assertThat(state, usable(state), is(true));
        }
        for (String state : List.of("down", "down*", "down~", "drain", "drng", "maint", "fail*", "unk*")) {
            assertThat(state, usable(state), is(false));
        }
    }

    @Test
    public void cpusAndMemoryLimitTheTasks() {
        PartitionNode node = new PartitionNode("a", 8, 16_000, true);
        assertThat(node.tasks(1, 1000), is(8L));
        assertThat(node.tasks(1, 4096), is(3L));
        assertThat(node.tasks(3, 1000), is(2L));
        assertThat(node.tasks(1, 20_000), is(0L));
        assertThat(new PartitionNode("a", 8, 0, true).tasks(1, 20_000), is(8L));
    }
}
