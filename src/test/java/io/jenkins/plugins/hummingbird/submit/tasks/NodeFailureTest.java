package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.board.Executions;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** One of two nodes dies while tasks run on it. */
public class NodeFailureTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE =
            HeadNodeRule.with().nodes(2).cpus(2).build();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private TestSubmitContext jenkins;

    @After
    public void bringBackTheNodes() throws Exception {
        HEAD_NODE.part("node1", "start");
        HEAD_NODE.part("node2", "start");
    }

    /** Four tasks that wait, two on each node. */
    private void begin(SubmitRequest request) throws Exception {
        jenkins = TestSubmitContext.of(cluster, request);
        jenkins.runUntil(s -> s.groupTasks.states != null && s.groupTasks.states.count(GroupState.RUNNING) == 4);
        assertThat(jenkins.log.toString(), jenkins.submission().outcome(), is(nullValue()));
        // the scripts are so far that they have said where they are
        for (int group = 1; group <= 4; group++) {
            TaskRun.awaitFile(record(group));
        }
    }

    private Path record(int group) {
        return Path.of(jenkins.submission().state().remoteFolder(), "tasks/0/" + group);
    }

    private GroupRecord read(int group) throws Exception {
        return GroupRecord.parseLine(Files.readString(record(group)).replace("\n", ""));
    }

    private void update(String how, int... groups) throws Exception {
        for (int group : groups) {
            String task = jenkins.submission().state().groupTasks.arrays.get(0).id() + "_" + group;
            cluster.slurm("scontrol", "update", "jobid=" + task, how);
        }
    }

    private void markDown(String node) throws Exception {
        cluster.slurm("scontrol", "update", "nodename=" + node, "state=down", "reason=killed");
    }

    @Test
    public void slurmBeginsItsTasksAnewElsewhere() throws Exception {
        begin(cluster.request("wait", "wait", "wait", "wait"));
        HEAD_NODE.part("node2", "kill");
        markDown("node2");
        // Slurm would let them wait for two minutes
        update("starttime=now", 3, 4);
        cluster.go();
        jenkins.runUntil(s -> s.phase() == SubmitPhase.READ_NODES);
        assertThat(
                "what took time",
                Executions.read(jenkins.folder(), List.of(), 0).stream()
                        .map(one -> one.group() + " " + one.node() + " " + one.end())
                        .sorted()
                        .toList(),
                is(List.of(
                        "1 node1 completed",
                        "2 node1 completed",
                        "3 node1 completed",
                        "3 node2 requeued",
                        "4 node1 completed",
                        "4 node2 requeued")));
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(
                jenkins.groups("folder", "state", "attempts", "node", "reason"),
                is(List.of(
                        "W1001 completed 1 node1 ",
                        "W1002 completed 1 node1 ",
                        "W1003 completed 2 node1 ",
                        "W1004 completed 2 node1 ")));
        assertThat(jenkins.figures(), is(List.of("groups 4", "completed 4", "image sets 4")));
        assertThat(jenkins.submission().state().groupTasks.arrays, hasSize(1));
    }

    @Test
    public void whatSlurmGivesUpIsTriedAgainAndNotOnThatNode() throws Exception {
        SubmitRequest request = cluster.request("wait", "wait", "wait", "wait");
        request.retries = 1;
        begin(request);
        // as where slurm.conf has JobRequeue=0
        update("requeue=0", 3, 4);
        HEAD_NODE.part("node2", "kill");
        markDown("node2");
        jenkins.runUntil(s -> s.groupTasks.states.count(GroupState.FAILED) == 2);
        // it may come back, and fail again
        HEAD_NODE.part("node2", "start");
        cluster.go();
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(jenkins.log, hasItem(containsString("failed: Well=W1003: its node failed")));
        assertThat(jenkins.log, hasItem("2 groups are tried again (retry 1 of 1), not on node2, which failed"));
        String retry = jenkins.submission().state().groupTasks.arrays.get(1).id();
        assertThat(cluster.slurm("scontrol", "show", "job", retry), containsString("ExcNodeList=node2"));
        assertThat(
                jenkins.groups("folder", "state", "attempts", "node", "reason"),
                is(List.of(
                        "W1001 completed 1 node1 ",
                        "W1002 completed 1 node1 ",
                        "W1003 completed 2 node1 ",
                        "W1004 completed 2 node1 ")));
        assertThat(jenkins.figures(), is(List.of("groups 4", "completed 4", "image sets 4")));
    }

    @Test
    public void ofAScriptThatRunsOnWithoutItsSlurmdAndItsCopyTheFirstWholeResultCounts() throws Exception {
        begin(cluster.request("wait", "wait", "wait", "wait"));
        HEAD_NODE.part("slurmd", "kill");
        HEAD_NODE.part("slurmstepd", "kill");
        markDown("node1,node2");
        assertThat("the scripts run on", cluster.processes(), hasItem(containsString("short-task")));
        int orphans = cluster.processes().size();
        HEAD_NODE.part("slurmd", "start");
        // not at once: what Slurm wanted to tell the nodes when they were down would end the new copies
        update("starttime=now+8", 1, 2, 3, 4);
        for (int group = 1; group <= 4; group++) {
            while (!read(group).attempt().startsWith("0.1.")) {
                jenkins.move();
            }
        }
        assertThat("both copies run", cluster.processes(), hasSize(greaterThan(orphans)));
        cluster.go();
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        while (!cluster.processes().isEmpty()) {
            Thread.sleep(100);
        }
        assertThat(
                jenkins.groups("folder", "state"),
                is(List.of("W1001 completed", "W1002 completed", "W1003 completed", "W1004 completed")));
        assertThat(jenkins.figures(), is(List.of("groups 4", "completed 4", "image sets 4")));
        for (int group = 1; group <= 4; group++) {
            Path link = cluster.output().resolve("W100" + group);
            assertThat(
                    "the attempt that the record names is published",
                    Files.readSymbolicLink(link).getFileName().toString(),
                    is(jenkins.submission().id() + "." + read(group).attempt()));
            try (Stream<Path> attempts = Files.list(link.toRealPath().getParent())) {
                assertThat("of one attempt results, proof and record", attempts.count(), is(3L));
            }
            assertThat(Files.readString(link.resolve("result.csv")), is("W100" + group + ",image.tif\n"));
        }
        assertThat(jenkins.log, everyItem(not(containsString("failed"))));
    }
}
