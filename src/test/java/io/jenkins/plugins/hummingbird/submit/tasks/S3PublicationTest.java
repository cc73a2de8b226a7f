package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.submit.board.FailureReason;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.scripts.S3Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * A group whose results are copied to S3 is completed when they are there. What was published before stays, and whoever comes
 * next only copies.
 */
public class S3PublicationTest {
    private static final String URL = "s3://results/P 1/A01";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path root;
    private TaskRun task;
    private S3Plan s3;
    private Path begun;

    @Before
    public void group() throws Exception {
        root = temporary.getRoot().toPath();
        group(root);
    }

    private void group(Path folder) throws Exception {
        begun = folder.resolve("begun");
        task = new TaskRun(folder, folder.resolve("output"), 1);
        s3 = new S3Plan(task.plan, folder);
        s3.urls(URL);
        task.path = s3.path(task.path);
    }

    private String success(String content) {
        return "echo x >>" + begun + "; sets 1; echo " + content + " >\"$output/result.csv\"; complete";
    }

    private String copied() throws IOException {
        return Files.readString(s3.s3.resolve("results/P 1/A01/result.csv")).strip();
    }

    private long executions() throws IOException {
        return Files.readAllLines(begun).size();
    }

    private boolean claimed() {
        return Files.exists(task.plan.resolve("tasks/0/1.published"));
    }

    private String manifest() throws IOException {
        return Files.readString(task.results(task.published() + ".manifest"));
    }

    /** What Jenkins reads when all tasks have ended. */
    private GroupRecord read() throws Exception {
        Path paths = Files.writeString(root.resolve("paths"), GroupRecord.path(1) + "\n");
        Process process = new ProcessBuilder("bash", "-c", RemoteScripts.RECORDS.text(), "bash", task.plan.toString())
                .redirectInput(paths.toFile())
                .start();
        return GroupRecord.parse(new String(process.getInputStream().readAllBytes()))
                .get(1);
    }

    /** Has upload.py wait for a file once it has begun. */
    private Path uploadWaits(String statements) throws IOException {
        Path goOn = root.resolve("go-on");
        s3.before(
                "upload.py",
                "open('" + root + "/uploading', 'w').close()\nimport time\nwhile not os.path.exists('" + goOn
                        + "'):\n    time.sleep(0.05)\n" + statements);
        return goOn;
    }

    private void awaitUpload() throws Exception {
        TaskRun.awaitFile(root.resolve("uploading"));
    }

    @Test
    public void aGroupIsCompletedWhenItsResultsAreInS3() throws Exception {
        s3.before(
                "upload.py",
                "if not os.path.islink('" + task.output + "/A01') or '\\tcompleted\\t' in open('tasks/0/1').read()"
                        + " or 'completed' in open('tasks/0/1.published').read(): fail(1, 'too early')");
        GroupRecord record = task.run(success("first"));
        assertThat(record.detail(), record.state(), is("completed"));
        assertThat(record.uploadedBytes(), is(6L));
        assertThat(read(), is(record));
        assertThat(copied(), is("first"));
        assertThat(manifest(), startsWith(URL + "\t0a1b\nkey\tbytes\tsha256\nP 1/A01/result.csv\t6\t"));
        assertThat(task.attempts(), is(List.of("submit-1.0.0", "submit-1.0.0.done", "submit-1.0.0.manifest")));
        assertThat(TaskRun.await(task.start("exit 7")), is(0));
        assertThat(read(), is(record));
        task = new TaskRun(root, task.output, 1, "submit-2");
        assertThat(task.run(success("second")).uploadedBytes(), is(0L));
        assertThat(
                "the manifest goes with its attempt",
                task.attempts(),
                is(List.of("submit-2.0.0", "submit-2.0.0.done")));
    }

    @Test
    public void whyResultsAreNotCopiedIsTheReasonAndTheNextExecutionOnlyCopies() throws Exception {
        String said = "s3://results/P 1/A01/result.csv: 503 SlowDown: Reduce your request rate.";
        Map<Integer, FailureReason> reasons = Map.of(
                22, FailureReason.UPLOAD_DENIED,
                23, FailureReason.NO_S3_CLIENT,
                24, FailureReason.DISK_FULL,
                25, FailureReason.UPLOAD,
                1, FailureReason.UPLOAD);
        int round = 0;
        for (Map.Entry<Integer, FailureReason> one : reasons.entrySet()) {
            s3.before("upload.py", "fail(" + one.getKey() + ", '" + said + "')");
            task.attempt = Integer.toString(round++ % 3);
            // what CellProfiler said does not matter any more
            GroupRecord record = task.run("echo MemoryError >&2; " + success("first"));
            assertThat(record.reason(), is(one.getValue()));
            assertThat(record.ofRound((round - 1) % 3), is(true));
            assertThat(read(), is(record));
            switch (one.getKey()) {
                case 23 -> assertThat(record.detail(), is(""));
                case 24 -> assertThat(record.detail(), is("output"));
                default -> assertThat(task.sentence(record), containsString("(" + said + ")"));
            }
        }
        s3.before("upload.py", "");
        GroupRecord record = task.run(success("second"));
        assertThat(record.state(), is("completed"));
        assertThat(record.imageSets(), is(1));
        assertThat(copied(), is("first"));
        assertThat(executions(), is(1L));
        assertThat(task.attempts(), is(List.of("submit-1.0.0", "submit-1.0.0.done", "submit-1.0.0.manifest")));
    }

    @Test
    public void whatAnExecutionThatWasKilledWhilePublishingDidNotGetDoneIsDoneByTheNextOne() throws Exception {
        // as many calls of each as an execution makes
        Map<String, Integer> calls = Map.of("mv", 7, "ln", 3, "dd", 7, "truncate", 3, "awk", 6);
        int step = TestSet.everyNth(2);
        for (Map.Entry<String, Integer> one : calls.entrySet()) {
            String command = one.getKey();
            for (int at = command.length() % step; at < 2 * one.getValue(); at += step) {
                int call = at / 2 + 1;
                boolean after = at % 2 == 1;
                String where = command + " " + call + (after ? ", after it" : "");
                group(Files.createDirectories(root.resolve(command + at)));
                task.path = s3.path(KillingCommand.path(root, command, call, after));
                TaskRun.await(task.start(success("first")));
                assertNextOneCompletes(where);
            }
        }
    }

    private void assertNextOneCompletes(String where) throws Exception {
        boolean claimed = claimed();
        GroupRecord killed = task.record();
        if (killed != null && killed.completed()) {
            assertThat(where, copied(), is("first"));
        }
        task.path = s3.path(System.getenv("PATH"));
        GroupRecord record = task.run(success("second"));
        assertThat(where, record.state(), is("completed"));
        assertThat(where, record.uploadedBytes(), is(claimed ? 6L : 7L));
        assertThat(where, copied(), is(claimed ? "first" : "second"));
        assertThat(where, task.published(), is(task.submission + "." + record.attempt()));
        assertThat(where, manifest(), startsWith(URL + "\t0a1b\n"));
        assertThat(where, read().state(), is("completed"));
    }

    @Test
    public void anExecutionThatIsKilledWhileItCopiesIsContinuedByTheNextOne() throws Exception {
        for (String statements : List.of(
                "os.kill(os.getppid(), 9); sys.exit(1)",
                // when all is done but the record
                "import atexit; atexit.register(lambda: os.kill(os.getppid(), 9))")) {
            group(Files.createTempDirectory(root, "killed"));
            s3.before("upload.py", statements);
            TaskRun.await(task.start(success("first")));
            assertThat(claimed(), is(true));
            assertThat(task.record().state(), is("running"));
            s3.before("upload.py", "");
            assertNextOneCompletes(statements);
            assertThat(executions(), is(1L));
        }
    }

    @Test
    public void twoExecutionsMayCopyAtOnce() throws Exception {
        Path goOn = uploadWaits("");
        Process first = task.start(success("first"));
        awaitUpload();
        s3.before("upload.py", "");
        assertThat("takes over", TaskRun.await(task.start(success("second"))), is(0));
        GroupRecord record = task.record();
        assertThat(record.state(), is("completed"));
        Files.createFile(goOn);
        assertThat(TaskRun.await(first), is(0));
        assertThat(task.record().state(), is("completed"));
        assertThat(task.record().attempt(), is(record.attempt()));
        assertThat(copied(), is("first"));
        assertThat(executions(), is(1L));
        try (var files = Files.list(task.plan.resolve("tasks/0"))) {
            assertThat(
                    "nothing else is left",
                    files.filter(file -> !file.toString().endsWith(".requeued")).count(),
                    is(2L));
        }
    }

    @Test
    public void anExecutionThatFailsToCopyBesideOneThatDoesChangesNothing() throws Exception {
        Path goOn = uploadWaits("fail(25, 'no answer')");
        Process first = task.start(success("first"));
        awaitUpload();
        s3.before("upload.py", "");
        assertThat(TaskRun.await(task.start(success("second"))), is(0));
        Files.createFile(goOn);
        assertThat(TaskRun.await(first), is(1));
        assertThat(task.record().state(), is("completed"));
        assertThat(read().state(), is("completed"));
    }

    @Test
    public void anExecutionThatCopiesCompletesTheGroupAlthoughAnotherOneHasFailedTo() throws Exception {
        Path goOn = uploadWaits("");
        Process first = task.start(success("first"));
        awaitUpload();
        s3.before("upload.py", "fail(25, 'no answer')");
        assertThat(TaskRun.await(task.start(success("second"))), is(1));
        assertThat(task.record().reason(), is(FailureReason.UPLOAD));
        Files.createFile(goOn);
        assertThat(TaskRun.await(first), is(0));
        assertThat(task.record().state(), is("completed"));
        assertThat(task.record().uploadedBytes(), is(6L));
    }

    @Test
    public void whatFailsBesideOneThatHasPublishedAndWasKilledIsCopied() throws Exception {
        Path goOn = root.resolve("cellprofiler-goes-on");
        Process orphan =
                task.start("touch \"$output/begun\"; while [ ! -e " + goOn + " ]; do sleep 0.05; done; exit 7");
        task.awaitAttempt("submit-1.0.0", "begun");
        s3.before("upload.py", "os.kill(os.getppid(), 9); sys.exit(1)");
        TaskRun.await(task.start(success("copy")));
        s3.before("upload.py", "");
        Files.createFile(goOn);
        assertThat(TaskRun.await(orphan), is(0));
        assertThat(task.record().state(), is("completed"));
        assertThat(copied(), is("copy"));
        assertThat(task.attempts(), is(List.of("submit-1.0.0", "submit-1.0.0.done", "submit-1.0.0.manifest")));
    }

    @Test
    public void aTaskThatIsEndedWhileItCopiesKeepsWhatIsPublished() throws Exception {
        for (String signal : List.of("TERM", "USR1")) {
            group(Files.createDirectories(root.resolve(signal)));
            Files.deleteIfExists(root.resolve("uploading"));
            uploadWaits("");
            Process process = task.start(success("first"));
            awaitUpload();
            TaskRun.signal(process, signal);
            assertThat(TaskRun.await(process), is(1));
            GroupRecord record = task.record();
            if (signal.equals("TERM")) {
                assertThat(record.reason(), is(FailureReason.CANCELLED));
            } else {
                assertThat("another attempt has time for it", record.reason(), is(FailureReason.UPLOAD));
                assertThat(record.detail(), is(URL + ": the time limit of the task was reached"));
            }
            s3.before("upload.py", "");
            assertNextOneCompletes(signal);
            assertThat(executions(), is(1L));
        }
    }

    @Test
    public void aTaskThatIsNotToBeginAnyMoreDoesNotBeginToCopy() throws Exception {
        s3.before("upload.py", "fail(25, 'no answer')");
        task.run(success("first"));
        s3.before("upload.py", "");
        List<String> words = List.of("bash", task.plan + "/task.sh", task.plan.toString(), "0", "1", "not-begun");
        assertThat(TaskRun.await(TaskRun.start(words, task.path, task.temporary)), is(1));
        assertThat(task.record().reason(), is(FailureReason.NOT_BEGUN));
        assertThat(claimed(), is(true));
        assertNextOneCompletes("in the next round");
    }

    @Test
    public void nothingIsCopiedWhenTheSubmissionHasEnded() throws Exception {
        s3.command("readlink", "rm -f " + task.plan + "/open; exec /bin/readlink \"$@\"");
        assertThat(TaskRun.await(task.start(success("late"))), is(1));
        assertThat(Files.exists(s3.s3.resolve("results")), is(false));
        assertThat("another submission may copy them", task.published(), startsWith("submit-1.0.0."));
        assertThat(task.record().state(), is("running"));
    }

    @Test
    public void whatIsBeingCopiedWhenTheSubmissionEndsIsCopied() throws Exception {
        Path goOn = uploadWaits("");
        Process process = task.start(success("late"));
        awaitUpload();
        Files.delete(task.plan.resolve("open"));
        Files.createFile(goOn);
        assertThat(TaskRun.await(process), is(0));
        assertThat(copied(), is("late"));
    }

    @Test
    public void aCopyThatFailsWhenTheSubmissionHasEndedWritesNoRecord() throws Exception {
        Path goOn = uploadWaits("fail(25, 'no answer')");
        Process process = task.start(success("late"));
        awaitUpload();
        Files.delete(task.plan.resolve("open"));
        Files.createFile(goOn);
        assertThat(TaskRun.await(process), is(1));
        assertThat(task.record().state(), is("running"));
        assertThat(task.record().reason(), is(nullValue()));
    }

    @Test
    public void whatALaterSubmissionHasCopiedIsNotReplacedByOneThatGoesOn() throws Exception {
        task.path = s3.path(KillingCommand.before(root, "mv", "/A01"));
        TaskRun.await(task.start(success("earlier")));
        task.path = s3.path(System.getenv("PATH"));
        assertThat(claimed(), is(true));
        assertThat(task.record().state(), is(not("completed")));
        task.active(task.submission);
        TaskRun later = new TaskRun(root, task.output, 1, "submit-2");
        new S3Plan(later.plan, root).urls(URL);
        later.path = task.path;
        Thread.sleep(1100);
        assertThat(later.run(success("later")).state(), is("completed"));
        GroupRecord record = task.run(success("again"));
        assertThat(record.state(), is("completed"));
        assertThat(record.uploadedBytes(), is(0L));
        assertThat(copied(), is("later"));
        assertThat(task.published(), endsWith(later.record().attempt()));
    }

    @Test
    public void whatIsCopiedWhileALaterSubmissionPublishesDoesNotCountAsCopied() throws Exception {
        Path goOn = uploadWaits("");
        Process process = task.start(success("earlier"));
        awaitUpload();
        task.active(task.submission);
        TaskRun later = new TaskRun(root, task.output, 1, "submit-2");
        new S3Plan(later.plan, root).urls(URL);
        later.path = task.path;
        assertThat(later.run(success("later")).state(), is("completed"));
        Files.createFile(goOn);
        assertThat(TaskRun.await(process), is(1));
        assertThat(task.record().reason(), is(FailureReason.UPLOAD));
        assertThat(task.record().detail(), is(URL + ": another submission has published meanwhile"));
        assertThat(
                task.attempts().stream()
                        .filter(name -> name.endsWith(".manifest"))
                        .toList(),
                is(List.of("submit-2.0.0.manifest")));
        assertThat(
                Files.exists(task.results(task.submission + "." + task.record().attempt())), is(true));
    }

    @Test
    public void aPlanWhoseUrlsTheNodeDoesNotSeeIsNotRun() throws Exception {
        Files.writeString(task.plan.resolve("urls"), "");
        assertThat(TaskRun.await(task.start(success("first"))), is(76));
        assertThat(task.record(), is(nullValue()));
    }
}
