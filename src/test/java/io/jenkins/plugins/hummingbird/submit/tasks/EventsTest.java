package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** What may befall a task, one event a group, through a real Slurm without accounting. */
public class EventsTest {
    private static final String TIME_LIMIT = "its time limit of 1m was reached: raise timeLimit";
    private static final String CANCELLED = "its task was cancelled by scancel";

    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.with().cpus(5).build();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private TestSubmitContext jenkins;

    private SubmitRequest retrying(String... what) throws Exception {
        SubmitRequest request = cluster.request(what);
        request.retries = 1;
        return request;
    }

    private void scancelTask(int group) throws Exception {
        cluster.slurm(
                "scancel", jenkins.submission().state().groupTasks.arrays.get(0).id() + "_" + group);
    }

    @Test
    public void areToldApartAndRepeatedWhereThatHelps() throws Exception {
        SubmitRequest request = retrying(
                "ok", "exit-7", "kill-task", "hang", "stubborn", "wait", "wait", "wait", "wait", "greedy", "once");
        request.timeLimit = "1m";
        request.onFailed = SubmitRequest.UNSTABLE;
        jenkins = TestSubmitContext.of(cluster, request);
        // five CPUs: the last four tasks have to wait
        jenkins.runUntil(s -> s.groupTasks.states != null
                && s.groupTasks.states.ended() == 3
                && s.groupTasks.states.count(GroupState.RUNNING) == 5
                && s.groupTasks.states.count(GroupState.WAITING) == 3);
        scancelTask(6);
        scancelTask(9);
        // scancel does not wait until the task is told
        jenkins.runUntil(s -> s.groupTasks.states.get(6).ended());
        cluster.go();
        Outcome outcome = jenkins.runToEnd();
        assertThat(
                String.join("\n", jenkins.groups("folder", "state", "attempts", "reason")),
                is(String.join(
                        "\n",
                        "W1001 completed 1 ",
                        "W1002 failed 2 CellProfiler ended with exit code 7: ValueError: the images of W1002 are of no use",
                        "W1003 failed 2 its task was ended by signal 9, as happens when memory runs out: raise memory",
                        "W1004 failed 1 " + TIME_LIMIT,
                        "W1005 failed 1 " + TIME_LIMIT,
                        "W1006 failed 1 " + CANCELLED,
                        "W1007 completed 1 ",
                        "W1008 completed 1 ",
                        "W1009 completed 2 ",
                        "W1010 completed 2 ",
                        "W1011 completed 2 ")));
        assertThat(jenkins.figures(), is(List.of("groups 11", "completed 6", "failed 5", "image sets 6 of 11")));
        assertThat(jenkins.log, hasItem("5 groups are tried again (retry 1 of 1), 2 with twice the memory"));
        assertThat(jenkins.log, hasItem(startsWith("lost: Well=W1009: Slurm does not know its task")));
        assertThat(outcome.message(), startsWith("5 of 11 groups failed or were lost, more than maxFailed (0): "));
    }

    @Test
    public void whyTasksWaitIsSaid() throws Exception {
        cluster.slurm("scontrol", "update", "PartitionName=queue1", "State=DOWN");
        try {
            jenkins = TestSubmitContext.of(cluster, cluster.request("ok", "ok"));
            jenkins.runUntil(state -> state.groupTasks.progress.waiting().contains("partition is down"));
        } finally {
            cluster.slurm("scontrol", "update", "PartitionName=queue1", "State=UP");
        }
        assertThat(jenkins.runToEnd().kind(), is(Outcome.Kind.DONE));
        assertThat(jenkins.submission().state().groupTasks.progress.waiting(), is(""));
    }

    @Test
    public void theAccountsKnowWhatBecameOfATaskThatVanished() throws Exception {
        // the last one that waits would leave a record of its own in Slurm
        jenkins = TestSubmitContext.of(cluster, retrying("wait", "wait", "wait", "wait", "wait", "wait", "wait"));
        jenkins.runUntil(s -> s.groupTasks.states != null && s.groupTasks.states.count(GroupState.RUNNING) == 5);
        scancelTask(6);
        answerAsSacct(jenkins.submission().state().groupTasks.arrays.get(0).id() + "_6|CANCELLED by 0|0:0");
        cluster.go();
        try {
            jenkins.runUntil(s -> s.groupTasks.states.count(GroupState.COMPLETED) == 6);
            // until it is given up
            jenkins.moveFor(Duration.ofSeconds(20));
        } finally {
            Files.delete(shellStart());
        }
        jenkins.runToEnd();
        assertThat(
                jenkins.groups("folder", "state", "attempts", "reason").get(5),
                is("W1006 failed 0 " + CANCELLED + " or an administrator"));
        assertThat(jenkins.figures(), is(List.of("groups 7", "completed 6", "failed 1", "image sets 6 of 7")));
    }

    /** What bash reads on the head node before each command. */
    private static Path shellStart() {
        return Path.of(HEAD_NODE.property("tmp"), ".bashrc");
    }

    private void answerAsSacct(String line) throws Exception {
        Path bin = Files.createDirectory(cluster.folder().resolve("bin"));
        Path sacct = Files.writeString(bin.resolve("sacct"), "#!/bin/sh\necho '" + line + "'\n");
        assertThat(sacct.toFile().setExecutable(true), is(true));
        Files.writeString(shellStart(), "PATH=" + bin + ":$PATH\n");
    }

    @Test
    public void aWholeArrayThatSomebodyCancelsIsNotRepeated() throws Exception {
        jenkins = TestSubmitContext.of(
                cluster, retrying("ok", "wait", "wait", "wait", "wait", "wait", "wait", "wait", "wait"));
        jenkins.runUntil(s -> s.groupTasks.states != null
                && s.groupTasks.states.ended() == 1
                && s.groupTasks.states.count(GroupState.RUNNING) == 5);
        cluster.scancel(jenkins.submission());
        Outcome outcome = jenkins.runToEnd();
        assertThat(
                String.join("\n", jenkins.groups("folder", "state", "attempts", "reason")),
                is(String.join(
                        "\n",
                        "W1001 completed 1 ",
                        "W1002 failed 1 " + CANCELLED,
                        "W1003 failed 1 " + CANCELLED,
                        "W1004 failed 1 " + CANCELLED,
                        "W1005 failed 1 " + CANCELLED,
                        "W1006 failed 1 " + CANCELLED,
                        "W1007 failed 0 " + CANCELLED + " or an administrator",
                        "W1008 failed 0 " + CANCELLED + " or an administrator",
                        "W1009 failed 0 " + CANCELLED + " or an administrator")));
        assertThat(jenkins.figures(), is(List.of("groups 9", "completed 1", "failed 8", "image sets 1 of 9")));
        assertThat(jenkins.log, not(hasItem(startsWith("8 groups are tried again"))));
        assertThat(outcome.message(), startsWith("8 of 9 groups failed or were lost"));
    }
}
