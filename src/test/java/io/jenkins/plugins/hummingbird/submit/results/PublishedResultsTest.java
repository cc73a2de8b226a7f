package io.jenkins.plugins.hummingbird.submit.results;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import io.jenkins.plugins.hummingbird.submit.tasks.TaskRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** A build says of published results what is there when it ends, and other submissions leave it as it is. */
public class PublishedResultsTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private Path results(String group) {
        return cluster.output().resolve(group);
    }

    private static List<String> outputs(TestSubmitContext jenkins) throws Exception {
        return jenkins.artifact("outputs.csv")
                .lines()
                .skip(1)
                .map(line -> line.split(",")[0])
                .toList();
    }

    @Test
    public void aGroupWhoseResultsAreGoneOrChangedIsNamedAndTheRestIsListed() throws Exception {
        SubmitRequest request = cluster.request("ok", "ok", "ok", "ok");
        request.maxFailed = 3;
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        jenkins.runUntil(s -> s.phase() == SubmitPhase.LIST_OUTPUTS);
        TaskRun.command("rm", "-rf", results("W1001").toRealPath().toString());
        Files.writeString(results("W1002").resolve("result.csv"), "");
        Files.delete(results("W1003"));
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(
                jenkins.groups("folder", "state"),
                is(List.of("W1001 lost", "W1002 failed", "W1003 lost", "W1004 completed")));
        assertThat(outputs(jenkins), contains("W1004/result.csv"));
        assertThat(
                jenkins.log,
                hasItem(startsWith("lost: Well=W1001: its results, or the link to them, have been removed from")));
        assertThat(
                jenkins.log,
                hasItem(
                        "failed: Well=W1002: its results have been changed since: 1 files of 16 bytes were published, and"
                                + " 1 of 0 bytes are there now"));
        assertThat(jenkins.artifact("junit.xml"), containsString("failures=\"1\" errors=\"2\""));
    }

    @Test
    public void aChangedResultIsAFailureOfTheBuild() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, cluster.request("ok", "ok"));
        jenkins.runUntil(s -> s.phase() == SubmitPhase.LIST_OUTPUTS);
        Files.writeString(results("W1001").resolve("result.csv"), "");
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), startsWith("1 of 2 groups failed or were lost"));
    }

    @Test
    public void aSecondSubmissionRemovesNothingThatOneCountsOnThatIsNotOver() throws Exception {
        SubmitRequest first = cluster.request("ok", "ok");
        first.skipDone = false;
        TestSubmitContext before = TestSubmitContext.of(cluster, first);
        before.runUntil(s -> s.phase() == SubmitPhase.LIST_OUTPUTS);

        SubmitRequest skipping = cluster.request("ok", "ok");
        skipping.skipDone = true;
        TestSubmitContext counting = TestSubmitContext.of(cluster, skipping);
        counting.runUntil(s -> s.phase() == SubmitPhase.LIST_OUTPUTS);
        assertThat(counting.submission().state().groupTasks.states.count(GroupState.SKIPPED), is(2));

        SubmitRequest again = cluster.request("ok", "ok");
        again.skipDone = false;
        again.keepAttempts = 1;
        TestSubmitContext after = TestSubmitContext.of(cluster, again);
        assertThat(after.runToEnd().kind(), is(Outcome.Kind.DONE));

        for (TestSubmitContext build : List.of(before, counting)) {
            Outcome outcome = build.runToEnd();
            assertThat(outcome.message() + build.log, outcome.kind(), is(Outcome.Kind.DONE));
            assertThat(outputs(build), contains("W1001/result.csv", "W1002/result.csv"));
        }
        assertThat(
                "no entry is left",
                cluster.output().resolve(".hummingbird/active").toFile().list().length,
                is(0));
        // now they are over, and the next one has room to make
        TestSubmitContext last = TestSubmitContext.of(cluster, again);
        assertThat(last.runToEnd().kind(), is(Outcome.Kind.DONE));
        assertThat(
                "of one attempt results, proof and record",
                cluster.output().resolve(".hummingbird/results/W1001").toFile().list().length,
                is(3));
    }
}
