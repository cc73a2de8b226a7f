package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.board.ArrayJob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** More groups than Slurm keeps tasks at one time, and more than an array may have. */
public class WavesTest {
    private static final int MAX_ARRAY_SIZE = 21;
    private static final int MAX_JOB_COUNT = 50;
    private static final int GROUPS = 120;
    private static final int OTHERS = 10;

    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.with()
            .cpus(8)
            .maxArraySize(MAX_ARRAY_SIZE)
            .maxJobCount(MAX_JOB_COUNT)
            .minJobAge(3)
            .build();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    @Test
    public void areHandedToSlurmAsItHasRoom() throws Exception {
        cluster.holdOtherJobs(OTHERS);
        String[] what = new String[GROUPS];
        Arrays.fill(what, "ok");
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, cluster.request(what));
        Slurm slurm = new Slurm(cluster.shell());
        List<Integer> known = new ArrayList<>();
        jenkins.runUntil(submission -> {
            if (!submission.groupTasks.arrays.isEmpty()) {
                try {
                    known.add(slurm.knownTasks());
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
            return false;
        });
        Outcome outcome = jenkins.submission().outcome();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(jenkins.figures(), is(List.of("groups 120", "completed 120", "image sets 120")));
        assertThat("a tenth is left free", known, everyItem(lessThanOrEqualTo(MAX_JOB_COUNT - MAX_JOB_COUNT / 10)));
        assertThat(known, hasItem(greaterThan(OTHERS + MAX_ARRAY_SIZE - 1)));
        assertThat(jenkins.log, hasItem(startsWith("85 tasks wait until Slurm has room")));
        int handedOver = 0;
        for (ArrayJob array : jenkins.submission().state().groupTasks.arrays) {
            assertThat("none twice, none left out", array.offset(), is(handedOver));
            assertThat(array.size(), lessThanOrEqualTo(MAX_ARRAY_SIZE - 1));
            handedOver += array.size();
        }
        assertThat(handedOver, is(GROUPS));
    }
}
