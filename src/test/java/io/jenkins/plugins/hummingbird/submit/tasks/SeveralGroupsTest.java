package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.nio.file.Files;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Tasks that have several groups, on a real Slurm. */
public class SeveralGroupsTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common(8);

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private TestSubmitContext jenkins;

    private Outcome run(SubmitRequest request) throws Exception {
        request.groupsPerTask = 3;
        jenkins = TestSubmitContext.of(cluster, request);
        return jenkins.runToEnd();
    }

    private List<String> states() throws Exception {
        return jenkins.artifact("groups.csv")
                .lines()
                .skip(1)
                .map(line -> line.split(",")[2])
                .toList();
    }

    @Test
    public void eachGroupHasItsOwnStateAndIsTriedAgainOnItsOwn() throws Exception {
        SubmitRequest request = cluster.request("ok", "exit-7", "ok", "once", "ok", "kill-itself", "ok");
        request.retries = 1;
        request.maxFailed = 2;
        Outcome outcome = run(request);
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(
                states(),
                is(List.of("completed", "failed", "completed", "completed", "completed", "failed", "completed")));
        assertThat(jenkins.log, hasItem(startsWith("submitted array job")));
        assertThat(
                jenkins.log.stream()
                        .filter(line -> line.startsWith("submitted"))
                        .toList()
                        .toString(),
                containsString(", 3 tasks"));
        assertThat(Files.exists(cluster.output().resolve("W1007/result.csv")), is(true));
    }

    @Test
    public void whatATimeLimitLeavesNoTimeForIsTriedAgain() throws Exception {
        SubmitRequest request = cluster.request("ok", "stubborn", "ok", "ok");
        request.timeLimit = "1m";
        request.retries = 1;
        request.maxFailed = 1;
        Outcome outcome = run(request);
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(states(), is(List.of("completed", "failed", "completed", "completed")));
        assertThat(
                jenkins.log,
                hasItem(startsWith(
                        "failed: Well=W1003: its task reached the time limit of 1m before the group could begin")));
    }

    @Test
    public void whatIsCancelledIsCancelledWithAllThatHasNotBegun() throws Exception {
        SubmitRequest request = cluster.request("ok", "wait", "ok");
        request.retries = 1;
        request.groupsPerTask = 3;
        jenkins = TestSubmitContext.of(cluster, request);
        jenkins.runUntil(s -> Files.exists(cluster.output().resolve("W1001")));
        cluster.scancel(jenkins.submission());
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(states(), is(List.of("completed", "failed", "failed")));
        assertThat(
                jenkins.artifact("groups.csv")
                        .lines()
                        .filter(line -> line.contains("cancelled by scancel"))
                        .count(),
                is(2L));
    }
}
