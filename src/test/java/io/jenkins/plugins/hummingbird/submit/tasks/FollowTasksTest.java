package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.Submission;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.poll.CountedShell;
import io.jenkins.plugins.hummingbird.submit.poll.PolledArrays;
import io.jenkins.plugins.hummingbird.submit.poll.TaskPolls;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** How submissions hear of the ends of their tasks. */
public class FollowTasksTest {
    private static final Duration INTERVAL = Duration.ofMillis(1200);

    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common(8);

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private final TaskPolls polls = new TaskPolls();

    private TestSubmitContext submission(String name, CountedShell shell) throws Exception {
        SubmitRequest request = cluster.request("wait", "wait");
        request.output = cluster.folder().resolve("output-" + name).toString();
        String id = cluster.folder().getFileName() + "-" + name;
        return new TestSubmitContext(
                        cluster.folder().resolve("build").resolve(id),
                        shell,
                        new Submission(id, request, Instant.now()))
                .sharing(polls);
    }

    @Test
    public void submissionsOfOneLoginMakeOneLookAnIntervalWhateverTheirNumber() throws Exception {
        CountedShell shell = new CountedShell(cluster.shell());
        List<TestSubmitContext> all = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d")) {
            TestSubmitContext one = submission(name, shell);
            one.runUntil(s -> s.phase() == SubmitPhase.FOLLOW);
            all.add(one);
        }
        Instant from = Instant.now();
        int before = shell.commands.get();
        for (int i = 0; i < 40; i++) {
            for (TestSubmitContext one : all) {
                one.submission().move(one);
            }
            Thread.sleep(100);
        }
        long most = Duration.between(from, Instant.now()).dividedBy(INTERVAL) + 1;
        assertThat((long) shell.commands.get() - before, lessThanOrEqualTo(most));
        for (TestSubmitContext one : all) {
            one.runUntil(s -> s.groupTasks.states.count(GroupState.RUNNING) == 2);
        }
        cluster.go();
        for (TestSubmitContext one : all) {
            Outcome outcome = one.runToEnd();
            assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        }
    }

    @Test
    public void completedGroupsAreToldWhileTheControllerIsDown() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, cluster.request("wait", "hang", "wait"));
        jenkins.runUntil(s -> s.groupTasks.states != null && s.groupTasks.states.count(GroupState.RUNNING) == 3);
        Path records = Path.of(jenkins.submission().state().remoteFolder(), "tasks/0");
        for (String group : List.of("1", "2", "3")) {
            TaskRun.awaitFile(records.resolve(group));
        }
        HEAD_NODE.part("slurmctld", "stop");
        try {
            cluster.go();
            jenkins.runUntil(s -> s.groupTasks.states.count(GroupState.COMPLETED) == 2);
            assertThat(jenkins.submission().state().groupTasks.states.get(2), is(GroupState.RUNNING));
            for (int i = 0; i < 5; i++) {
                Duration delay = jenkins.submission().move(jenkins).delay();
                assertThat(delay, lessThanOrEqualTo(Duration.ofSeconds(5)));
            }
        } finally {
            HEAD_NODE.part("slurmctld", "start");
        }
        jenkins.submission().stop();
        assertThat(jenkins.runToEnd().kind(), is(Outcome.Kind.STOPPED));
    }

    @Test
    public void aRecordThatSaysCompletedCountsWhileSlurmSaysThatTheTaskRuns() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, cluster.request("hang", "hang"));
        jenkins.runUntil(s -> s.groupTasks.states != null && s.groupTasks.states.count(GroupState.RUNNING) == 2);
        Path record = Path.of(jenkins.submission().state().remoteFolder(), "tasks/0/1");
        TaskRun.awaitFile(record);
        Path next = record.resolveSibling("1.next");
        Files.writeString(next, PolledArrays.line(1, "0.0.1a", "completed"));
        Files.move(next, record, StandardCopyOption.ATOMIC_MOVE);
        jenkins.runUntil(s -> s.groupTasks.states.get(1) == GroupState.COMPLETED);
        assertThat(jenkins.submission().state().groupTasks.states.get(2), is(GroupState.RUNNING));
        assertThat(
                cluster.slurm(
                                "squeue",
                                "-h",
                                "-r",
                                "-t",
                                "running",
                                "-n",
                                String.join(
                                        ",",
                                        jenkins.submission().state().groupTasks.arrayNames()))
                        .lines()
                        .count(),
                is(2L));
        jenkins.submission().stop();
        assertThat(jenkins.runToEnd().kind(), is(Outcome.Kind.STOPPED));
    }

    @Test
    public void tasksThatSlurmHoldsAreSaidOnceWithWhatToDo() throws Exception {
        SubmitRequest request = cluster.request("wait", "wait");
        request.maxConcurrent = 1;
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        jenkins.runUntil(s -> s.groupTasks.states != null && s.groupTasks.states.count(GroupState.RUNNING) == 1);
        String id = cluster.slurm(
                        "squeue",
                        "-h",
                        "-n",
                        String.join(",", jenkins.submission().state().groupTasks.arrayNames()),
                        "-t",
                        "PD",
                        "-o",
                        "%F")
                .strip();
        cluster.slurm("scontrol", "uhold", id + "_2");
        jenkins.runUntil(s -> !heldLines(jenkins).isEmpty());
        cluster.go();
        jenkins.runUntil(s -> s.groupTasks.states.count(GroupState.COMPLETED) == 1);
        assertThat(
                heldLines(jenkins),
                is(List.of("warning: Slurm holds 1 task (JobHeldUser) and does not begin it by itself. Mend the reason,"
                        + " then release it on the head node: scontrol release " + id + "; or stop the build. scontrol"
                        + " show job " + id + " says more.")));
        cluster.slurm("scontrol", "release", id + "_2");
        assertThat(jenkins.runToEnd().kind(), is(Outcome.Kind.DONE));
        assertThat(heldLines(jenkins).size(), is(1));
    }

    private static List<String> heldLines(TestSubmitContext jenkins) {
        return jenkins.log.stream()
                .filter(line -> line.contains("Slurm holds"))
                .map(line -> line.substring(line.indexOf("warning")))
                .toList();
    }

    @Test
    public void aMoveThatBringsNothingNewWritesNothingAndReadsNoListOfWhatWasDone() throws Exception {
        SubmitRequest request = cluster.request("wait");
        request.measurements = "*, again";
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        jenkins.runUntil(s -> s.groupTasks.states != null && s.groupTasks.states.count(GroupState.RUNNING) == 1);
        // the log says how many run some seconds later
        jenkins.skipUntil(s -> jenkins.log.stream().anyMatch(line -> line.contains("1 running")));
        Object state = state(jenkins);
        Path skipped = jenkins.folder().resolve("skipped");
        String done = Files.readString(skipped);
        Files.writeString(skipped, "no list");
        for (int i = 0; i < 3; i++) {
            jenkins.move();
        }
        assertThat(state(jenkins), is(state));
        Files.writeString(skipped, done);
        cluster.go();
        assertThat(jenkins.runToEnd().kind(), is(Outcome.Kind.DONE));
    }

    private static Object state(TestSubmitContext jenkins) throws Exception {
        return Files.readAttributes(jenkins.folder().resolve("operation.xml"), BasicFileAttributes.class)
                .fileKey();
    }
}
