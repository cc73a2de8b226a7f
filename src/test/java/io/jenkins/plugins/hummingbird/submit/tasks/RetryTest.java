package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.board.Execution;
import io.jenkins.plugins.hummingbird.submit.board.Executions;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.page.SubmissionView;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import io.jenkins.plugins.hummingbird.submit.usage.Usage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Groups that did not complete are tried again, where that may help, through a real Slurm. */
public class RetryTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private SubmitRequest retrying(String... what) throws Exception {
        SubmitRequest request = cluster.request(what);
        request.retries = 1;
        return request;
    }

    @Test
    public void triesOnlyWhatFailedAgain() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, retrying("ok", "once", "exit-7", "ok"));
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), startsWith("1 of 4 groups failed"));
        assertThat(jenkins.log, hasItem(startsWith("2 groups are tried again (retry 1 of 1)")));
        assertThat(jenkins.submission().state().groupTasks.arrays, hasSize(2));
        assertThat(jenkins.submission().state().groupTasks.arrays.get(1).size(), is(2));
        List<String> groups = jenkins.artifact("groups.csv").lines().toList();
        assertThat(groups.get(2), containsString(",completed,"));
        assertThat(groups.get(3), containsString(",failed,"));
        assertThat(Files.readString(cluster.output().resolve("W1002/result.csv")), is("W1002,image.tif\n"));
        assertThat(
                Files.readSymbolicLink(cluster.output().resolve("W1002")).toString(),
                startsWith(".hummingbird/results/W1002/" + jenkins.submission().id() + ".1.0."));
    }

    @Test
    public void countsWhatAllAttemptsTookByInstanceType() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, retrying("spoil-2", "once"));
        jenkins.runUntil(s -> s.phase() == SubmitPhase.READ_NODES);
        List<Execution> executions = Executions.read(jenkins.folder(), List.of(), 0);
        assertThat(
                "the first attempt of the second group is one of them",
                executions.stream()
                        .map(one -> one.group() + " " + one.round() + " " + one.end())
                        .sorted()
                        .toList(),
                is(List.of("1 0 completed", "2 0 exit", "2 1 completed")));
        jenkins.reload();
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        Map<String, Object> result = outcome.result();
        assertThat((Double) result.get("cpuHours"), is(greaterThanOrEqualTo(0.0006)));
        assertThat(((Map<?, ?>) result.get("nodeHours")).keySet(), is(Set.of("c5.2xlarge")));
        assertThat(result.get("timeLimitAdvice"), is(""));
        assertThat(jenkins.log, hasItem(startsWith("CPU-hours ")));
        assertThat(jenkins.log, hasItem(both(startsWith("node-hours ")).and(containsString(" c5.2xlarge"))));
        assertThat(jenkins.artifact("summary.json"), containsString("\"cpuHours\" : "));
        assertThat(Usage.read(jenkins.folder()).values(), is(hasEntry("cpuHours", result.get("cpuHours"))));
    }

    @Test
    public void keepsWhyEachAttemptFailedAndTheEndOfItsLog() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, retrying("once", "exit-7", "ok"));
        jenkins.runToEnd();
        SubmissionView view = SubmissionView.read(jenkins.folder(), null);
        List<FailedAttempt> once = view.failedAttempts(1);
        assertThat(once, hasSize(1));
        assertThat("forgotten by the state", view.reason(1), is(""));
        assertThat(once.get(0).reason(), containsString("exit code 7"));
        List<FailedAttempt> twice = view.failedAttempts(2);
        assertThat(twice, hasSize(2));
        assertThat(twice.get(1).round(), is(1));
        assertThat(twice.get(1).reason(), is(view.reason(2)));
        assertThat(twice.get(1).tail(), containsString("ValueError: the images of W1002 are of no use"));
        assertThat(
                Files.readString(Path.of(twice.get(1).log())),
                containsString(twice.get(1).tail()));
    }

    @Test
    public void triesATenthFirstWhereAllFailedForOneReasonAndTheOthersWhenOneCompletes() throws Exception {
        String[] what = new String[20];
        Arrays.fill(what, "once");
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, retrying(what));
        while (!jenkins.move()) {
            jenkins.reload();
        }
        assertThat(jenkins.submission().outcome().result().get("completed"), is(20L));
        assertThat(
                jenkins.log,
                hasItems(
                        "2 groups are tried again (retry 1 of 1): all 20 failed for the same reason; the others follow"
                                + " if one of these completes",
                        "18 groups are tried again (retry 1 of 1): it has helped one that had failed for the same"
                                + " reason"));
        assertThat(
                "the reason is said once",
                jenkins.log.stream()
                        .filter(line -> line.contains("CellProfiler ended with exit code 7"))
                        .toList(),
                hasSize(1));
        assertThat(jenkins.groups("attempts").stream().distinct().toList(), is(List.of("2")));
        SubmissionView view = SubmissionView.read(jenkins.folder(), null);
        assertThat(view.retries(1), is(1));
        assertThat(view.retries(20), is(1));
    }

    @Test
    public void triesOnlyATenthWhereAllFailAgainForOneReason() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(
                cluster, retrying("nothing", "nothing", "nothing", "nothing", "nothing", "nothing"));
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), startsWith("6 of 6 groups failed"));
        assertThat(
                jenkins.log,
                hasItem("5 groups are not tried again: it helped none of those that had failed for the same reason"));
        assertThat(jenkins.groups("attempts"), is(List.of("2", "1", "1", "1", "1", "1")));
    }

    @Test
    public void goesOnWhereverItIsReloaded() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, retrying("once", "ok", "once"));
        while (!jenkins.move()) {
            jenkins.reload();
        }
        assertThat(jenkins.submission().outcome().message(), is(""));
        assertThat(jenkins.submission().outcome().result().get("completed"), is(3L));
        assertThat(jenkins.submission().state().groupTasks.arrays, hasSize(2));
        assertThat(
                jenkins.log.stream()
                        .filter(line -> line.contains("tried again"))
                        .toList(),
                hasSize(1));
    }

    @Test
    public void givesTwiceTheMemoryToWhatRanOutOfIt() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, retrying("greedy", "ok", "once"));
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("completed"), is(3L));
        assertThat(jenkins.log, hasItem(containsString("1 with twice the memory")));
        assertThat("an array for each amount of memory", jenkins.submission().state().groupTasks.arrays, hasSize(3));
    }

    @Test
    public void doesNotRepeatWhatSomebodyCancelled() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, retrying("wait", "ok"));
        jenkins.runUntil(s -> s.groupTasks.states != null && s.groupTasks.states.count(GroupState.COMPLETED) == 1);
        jenkins.runUntil(s -> s.groupTasks.states.count(GroupState.RUNNING) == 1);
        cluster.scancel(jenkins.submission());
        jenkins.runToEnd();
        assertThat(jenkins.submission().state().groupTasks.arrays, hasSize(1));
        assertThat(jenkins.log, not(hasItem(containsString("tried again"))));
        assertThat(jenkins.artifact("groups.csv").lines().toList(), hasItems(containsString("cancelled by scancel")));
    }
}
