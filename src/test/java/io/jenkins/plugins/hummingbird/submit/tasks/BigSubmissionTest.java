package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.board.ArrayJob;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ExternalResource;

/**
 * More groups than a Slurm of ordinary size takes at a time, whose queue others use, too. Takes some minutes: only with
 * src/local/test --all. {@link WavesTest} is the same in small.
 */
public class BigSubmissionTest {
    private static final int GROUPS = 2500;
    private static final int OTHERS = 200;
    private static final int MAX_ARRAY_SIZE = 1001;

    @ClassRule(order = 0)
    public static final ExternalResource ALL_TESTS = new ExternalResource() {
        @Override
        protected void before() {
            TestSet.takesMinutes();
        }
    };

    @ClassRule(order = 1)
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.with()
            .cpus(32)
            .maxArraySize(MAX_ARRAY_SIZE)
            .maxJobCount(1500)
            .minJobAge(3)
            .build();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    @Test
    public void isHandedToSlurmInSeveralArraysAsOthersLeaveRoom() throws Exception {
        cluster.holdOtherJobs(OTHERS);
        String[] what = new String[GROUPS];
        Arrays.fill(what, "ok");
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, cluster.request(what));
        jenkins.runUntil(submission -> false, Duration.ofMinutes(9));
        Outcome outcome = jenkins.submission().outcome();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(jenkins.figures(), is(List.of("groups 2500", "completed 2500", "image sets 2500")));
        // 1,500 without a tenth and the others
        assertThat(jenkins.log, hasItem(startsWith("1350 tasks wait until Slurm has room for them")));
        int handedOver = 0;
        for (ArrayJob array : jenkins.submission().state().groupTasks.arrays) {
            assertThat("none twice, none left out", array.offset(), is(handedOver));
            assertThat(array.size(), lessThanOrEqualTo(MAX_ARRAY_SIZE - 1));
            handedOver += array.size();
        }
        assertThat(handedOver, is(GROUPS));
    }
}
