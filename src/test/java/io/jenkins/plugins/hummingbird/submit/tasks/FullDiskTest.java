package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.slurm.JobState;
import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.Submission;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.board.FailureReason;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A task on a file system that is full. */
public class FullDiskTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final SmallDisk smallDisk = new SmallDisk(200);

    private Path disk;

    @Before
    public void disk() {
        disk = smallDisk.folder();
    }

    private TaskRun onDisk() throws IOException {
        return new TaskRun(temporary.getRoot().toPath(), disk.resolve("output"), 1);
    }

    private Path fill() throws Exception {
        Path fill = disk.resolve("fill");
        TaskRun.command("sh", "-c", "cat /dev/zero >\"$1\" 2>/dev/null || true", "sh", fill.toString());
        return fill;
    }

    private static String outputFull(TaskRun task) {
        return "the file system of output (" + task.output
                + ") is full, or the quota there is used up: make room, then submit again";
    }

    @Test
    public void isToldWhenItCutsTheResultsShort() throws Exception {
        TaskRun task = onDisk();
        GroupRecord record = task.run("head -c 300000 /dev/zero >\"$output/big\" || exit 255");
        assertThat(record.reason(), is(FailureReason.DISK_FULL));
        assertThat(record.detail(), is("output"));
        assertThat(record.code(), is(255));
        assertThat(task.sentence(record), is(outputFull(task)));
    }

    @Test
    public void isToldWhenItCutsTheLogShort() throws Exception {
        TaskRun task = onDisk();
        GroupRecord record = task.run("yes 2>/dev/null | head -c 300000 >&2; " + task.success());
        assertThat(record.reason(), is(FailureReason.DISK_FULL));
        assertThat(task.sentence(record), is(outputFull(task)));
    }

    @Test
    public void leavesTheTaskWithoutARecordOnlyWhenItWasFullBefore() throws Exception {
        TaskRun task = onDisk();
        fill();
        int code = TaskRun.await(task.start(task.success()));
        assertThat(code, is(74));
        assertThat(task.record(), is(nullValue()));
        QueuedTask ended = new QueuedTask(1, 1, JobState.FAILED, code << 8);
        assertThat(
                Verdict.of(null, ended, Duration.ofMinutes(1), new FailureSentence(new GroupTasks(), task.request))
                        .reason(),
                is(
                        "its task ended with exit code 74: its status could not be written; is the shared file system full?"));
    }

    @Test
    public void isWaitedForWhileThereMayBeRoomAgain() throws Exception {
        TaskRun task = onDisk();
        Path fill = fill();
        Process process = task.start(task.success());
        TaskRun.awaitLine(process, "sleep 1");
        Files.delete(fill);
        assertThat(TaskRun.await(process), is(0));
        assertThat(task.record().state(), is("completed"));
    }

    @Test
    public void hindersNoGroupThatHasItsResultsFromBeingPublished() throws Exception {
        TaskRun task = onDisk();
        Path goOn = temporary.getRoot().toPath().resolve("go-on");
        Process process =
                task.start("echo x >\"$output/result.csv\"; sets 1; complete; touch \"$output/begun\"; while [ ! -e "
                        + goOn + " ]; do sleep 0.05; done");
        task.awaitAttempt("submit-1.0.0", "begun");
        // of bytes and of inodes
        fill();
        TaskRun.command("sh", "-c", "i=0; while touch \"$1/$i\" 2>/dev/null; do i=$((i + 1)); done", "sh", disk + "");
        Files.createFile(goOn);
        assertThat(TaskRun.await(process), is(0));
        assertThat(task.record().state(), is("completed"));
        assertThat(Files.readString(task.results(task.published() + ".done")), containsString("0a1b 2 2"));
    }

    @Test
    public void isToldOfTheNode() throws Exception {
        TaskRun task = new TaskRun(
                temporary.getRoot().toPath(), temporary.getRoot().toPath().resolve("output"), 20_000);
        TaskRun.await(task.start(task.success(), disk));
        GroupRecord record = task.record();
        assertThat(record.reason(), is(FailureReason.DISK_FULL));
        assertThat(record.detail(), is("node"));
        assertThat(
                task.sentence(record),
                is("the temporary folder of node n1 is full: make room there, or use nodes with a larger disk"));
    }

    private SubmitRequest request(String... what) throws Exception {
        SubmitRequest request = cluster.request(what);
        request.output = disk.resolve("output").toString();
        request.retries = 0;
        return request;
    }

    @Test
    public void failsOnlyTheGroupThatFilledIt() throws Exception {
        SubmitRequest request = request("ok", "fill-disk");
        request.maxConcurrent = 1;
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(jenkins.figures(), is(List.of("groups 2", "completed 1", "failed 1", "image sets 1 of 2")));
        assertThat(jenkins.artifact("groups.csv"), containsString("W1001,W1001,completed,"));
        assertThat(
                jenkins.artifact("groups.csv"),
                containsString("W1002,W1002,failed,\"the file system of output (" + request.output
                        + ") is full, or the quota there is used up: make room, then submit again"));
    }

    @Test
    public void doesNotKeepTheOutputFromBeingListed() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request("ok", "ok"));
        jenkins.runUntil(s -> s.phase() == SubmitPhase.READ_RECORDS);
        fill();
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(jenkins.artifact("outputs.csv").lines().count(), is(3L));
        assertThat(
                jenkins.artifact("groups.csv")
                        .lines()
                        .filter(line -> line.contains(",completed,"))
                        .count(),
                is(2L));
    }

    @Test
    public void isToldWhenItIsFullAtTheTimeOfTheSubmission() throws Exception {
        SubmitRequest request = request("ok", "ok");
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        jenkins.runUntil(s -> s.phase() == SubmitPhase.SUBMIT);
        Path fill = fill();
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.kind(), is(Outcome.Kind.FAILED));
        String submission =
                request.output + "/.hummingbird/" + jenkins.submission().id();
        assertThat(
                outcome.message(),
                is("Slurm takes no job: cannot write to " + submission + ": is its file system full?"));
        assertThat("nothing was submitted", cluster.queue(jenkins.submission()), is(""));
        assertThat("nothing stays", Files.exists(Path.of(submission)), is(false));

        Files.delete(fill);
        jenkins = new TestSubmitContext(
                cluster.folder().resolve("again"), cluster.shell(), new Submission("again", request, Instant.now()));
        outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(jenkins.figures(), is(List.of("groups 2", "completed 2", "image sets 2")));
    }
}
