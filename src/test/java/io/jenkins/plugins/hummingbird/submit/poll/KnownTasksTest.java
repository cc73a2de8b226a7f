package io.jenkins.plugins.hummingbird.submit.poll;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** How much room Slurm has, for submissions that want to hand tasks over at the same time. */
public class KnownTasksTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.with().cpus(4).build();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private final KnownTasks known = new KnownTasks();
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private CountedShell headNode;
    private int before;

    @Before
    public void logIn() throws Exception {
        headNode = new CountedShell(cluster.shell());
        before = new Slurm(cluster.shell()).knownTasks();
    }

    /** Of room for 100 tasks more than there are. */
    private OptionalInt take(int wanted, int least) throws Exception {
        return known.take(new Slurm(headNode), now, before + 100, wanted, least);
    }

    @Test
    public void allAreToldByOneSqueueAndNoRoomIsGivenTwice() throws Exception {
        assertThat(take(40, 10), is(OptionalInt.of(40)));
        assertThat(take(40, 10), is(OptionalInt.of(40)));
        assertThat("the rest", take(40, 10), is(OptionalInt.of(20)));
        assertThat(take(40, 10), is(OptionalInt.of(0)));
        assertThat(headNode.commands.get(), is(1));
    }

    @Test
    public void slurmIsAskedAgainAfterSomeSeconds() throws Exception {
        take(100, 10);
        now = now.plusSeconds(6);
        assertThat("nothing was submitted", take(100, 10), is(OptionalInt.of(100)));
        assertThat(headNode.commands.get(), is(2));
    }

    @Test
    public void lessThanIsWorthAnArrayIsNotTaken() throws Exception {
        take(95, 10);
        assertThat(take(40, 10), is(OptionalInt.of(0)));
        assertThat(take(5, 5), is(OptionalInt.of(5)));
    }
}
