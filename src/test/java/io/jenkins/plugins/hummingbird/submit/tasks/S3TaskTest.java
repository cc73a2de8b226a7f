package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.submit.board.FailureReason;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.scripts.S3Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A task whose images are in S3: what it fetches before CellProfiler, and what its results say of it. */
public class S3TaskTest {
    private static final String URL = "s3://plates/P 1/A01+.tif";
    private static final String TABLE = "URL_DNA,Metadata_Well\n" + URL + ",A01\n";

    /** What CellProfiler is given is what it records. */
    private static final String SUCCESS = "sets 1; cp \"$temp/../images.csv\" \"$output/Image.csv\"; complete";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private TaskRun task;
    private S3Plan s3;

    @Before
    public void group() throws Exception {
        Path folder = temporary.getRoot().toPath();
        task = new TaskRun(folder, folder.resolve("output"), 1);
        s3 = new S3Plan(task.plan, folder);
        task.path = s3.path(task.path);
        slice(TABLE);
        s3.objects(URL);
    }

    private void slice(String table) throws IOException {
        int header = table.indexOf('\n') + 1;
        Files.writeString(task.plan.resolve("header.csv"), table.substring(0, header));
        Files.writeString(task.plan.resolve("table.csv"), table.substring(header));
        Files.writeString(task.plan.resolve("index"), "0 " + (table.length() - header) + " 1 0a1b A01\n");
    }

    private String log() throws IOException {
        try (Stream<Path> logs = Files.list(task.plan.resolve("logs/0"))) {
            return logs.map(log -> {
                        try {
                            return Files.readString(log);
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .collect(Collectors.joining());
        }
    }

    private void assertNothingIsLeftOnTheNode() throws IOException {
        try (Stream<Path> files = Files.list(task.temporary)) {
            assertThat(files.toList(), is(List.of()));
        }
    }

    @Test
    public void objectsAreFetchedForCellProfilerAndTheResultsSayTheirUrls() throws Exception {
        GroupRecord record = task.run("cat \"$temp/../s3/plates/P 1/A01+.tif\" >\"$output/pixels\"; cp"
                + " \"$temp/../images.csv\" \"$temp/seen\"; grep -q file: \"$temp/seen\" || exit 7; " + SUCCESS);
        assertThat(record.state(), is("completed"));
        assertThat(record.fetchedBytes(), is((long) URL.length()));
        assertThat(record.uploadedBytes(), is(0L));
        assertThat(Files.readString(task.output.resolve("A01/Image.csv")), is(TABLE));
        assertThat(Files.readString(task.output.resolve("A01/pixels")), is(URL));
        assertThat(log(), startsWith("S3: fetched " + URL.length() + " bytes of 1 objects in "));
        assertNothingIsLeftOnTheNode();
    }

    @Test
    public void aListOfFilesNamesTheFetchedOnes() throws Exception {
        Files.writeString(task.plan.resolve("header.csv"), "");
        Files.writeString(task.plan.resolve("table.csv"), URL + "\n");
        Files.writeString(task.plan.resolve("index"), "0 " + (URL.length() + 1) + " 1 0a1b A01\n");
        GroupRecord record = task.run("[ \"$(<\"$temp/../images.csv\")\" = \"${temp%/tmp}/s3/plates/P 1/A01+.tif\" ] ||"
                + " exit 7; " + SUCCESS);
        assertThat(record.state(), is("completed"));
        assertThat(Files.readString(task.output.resolve("A01/Image.csv")), is(URL + "\n"));
    }

    @Test
    public void nothingIsFetchedForAGroupWithoutObjects() throws Exception {
        s3.before("stage.py", "fail(1, 'called')");
        s3.before("unstage.py", "fail(1, 'called')");
        s3.objects();
        assertThat(task.run(SUCCESS).state(), is("completed"));
        Files.delete(task.plan.resolve("objects.index"));
        Files.delete(task.plan.resolve("tasks/0/1"));
        Files.delete(task.plan.resolve("tasks/0/1.published"));
        assertThat(task.run(SUCCESS).state(), is("completed"));
        assertThat(log(), containsString("LoadData"));
    }

    @Test
    public void whyObjectsCannotBeFetchedIsTheReason() throws Exception {
        String said = "s3://plates/k: 404 NoSuchKey: The specified key does not exist.";
        Map<Integer, FailureReason> reasons = Map.of(
                20, FailureReason.OBJECT_MISSING,
                21, FailureReason.OBJECT_CHANGED,
                22, FailureReason.OBJECT_DENIED,
                23, FailureReason.NO_S3_CLIENT,
                24, FailureReason.DISK_FULL,
                25, FailureReason.FETCH,
                1, FailureReason.FETCH);
        for (Map.Entry<Integer, FailureReason> one : reasons.entrySet()) {
            s3.before(
                    "stage.py",
                    "print('trying again', file=sys.stderr); fail(" + one.getKey() + ", '" + said + "\\n')");
            GroupRecord record = task.run("touch " + temporary.getRoot() + "/begun; " + SUCCESS);
            assertThat(record.reason(), is(one.getValue()));
            assertThat(record.code(), is(1));
            String sentence = task.sentence(record);
            switch (one.getKey()) {
                case 23 -> assertThat(sentence, startsWith("node n1 has neither a Python with boto3 nor the AWS CLI"));
                case 24 -> assertThat(sentence, startsWith("the temporary folder of node n1 is full"));
                default -> assertThat(sentence, containsString(" (" + said + ")"));
            }
            assertNothingIsLeftOnTheNode();
        }
        assertThat(
                "CellProfiler never began",
                Files.exists(temporary.getRoot().toPath().resolve("begun")),
                is(false));
    }

    @Test
    public void aLongMessageIsCutToWhatTheRecordHasRoomFor() throws Exception {
        s3.before("stage.py", "fail(25, 's3://plates/' + '\\U0001F426' * 300 + '\\t.')");
        GroupRecord record = task.run(SUCCESS);
        assertThat(record.reason(), is(FailureReason.FETCH));
        assertThat(record.detail(), startsWith("s3://plates/\uD83D\uDC26"));
        assertThat(Files.size(task.plan.resolve("tasks/0/1")) < 1024, is(true));
    }

    @Test
    public void aNodeThatCannotTalkToS3SaysSo() throws Exception {
        Files.delete(temporary.getRoot().toPath().resolve("s3-commands/aws"));
        s3.command("python3", "exit 1");
        task.path = temporary.getRoot() + "/s3-commands:/usr/bin:/bin";
        assertThat(task.run(SUCCESS).reason(), is(FailureReason.NO_S3_CLIENT));
    }

    @Test
    public void aTaskThatIsCancelledWhileItFetchesEndsAtOnceAndLeavesNothing() throws Exception {
        for (String signal : List.of("TERM", "USR1")) {
            Path begun = temporary.getRoot().toPath().resolve("begun-" + signal);
            s3.before("stage.py", "open('" + begun + "', 'w').close(); import time; time.sleep(600)");
            Process process = task.start(SUCCESS);
            TaskRun.awaitFile(begun);
            TaskRun.signal(process, signal);
            assertThat(TaskRun.await(process), is(1));
            assertThat(
                    task.record().reason(),
                    is(signal.equals("TERM") ? FailureReason.CANCELLED : FailureReason.TIME_LIMIT));
            assertNothingIsLeftOnTheNode();
        }
    }

    @Test
    public void whatATaskThatWasKilledHadFetchedGoesWithTheNextOne() throws Exception {
        Path begun = temporary.getRoot().toPath().resolve("begun");
        s3.before(
                "stage.py",
                "os.makedirs(sys.argv[5] + '/plates'); open(sys.argv[5] + '/plates/half', 'w').close();" + " open('"
                        + begun + "', 'w').close(); import time; time.sleep(600)");
        Process process = task.start(SUCCESS);
        TaskRun.awaitFile(begun);
        List<ProcessHandle> programs = process.descendants().toList();
        process.destroyForcibly().waitFor();
        for (ProcessHandle program : programs) {
            program.destroyForcibly();
            program.onExit().get();
        }
        s3.before("stage.py", "");
        assertThat(task.run(SUCCESS).state(), is("completed"));
        assertNothingIsLeftOnTheNode();
    }

    @Test
    public void resultsWhosePathsCannotBeReplacedAreNotPublished() throws Exception {
        s3.before("unstage.py", "fail(1, 'Image.csv: is not UTF-8')");
        GroupRecord record = task.run(SUCCESS);
        assertThat(record.reason(), is(FailureReason.RECORDED_PATHS));
        assertThat(record.detail(), is("Image.csv: is not UTF-8"));
        assertThat(Files.exists(task.output.resolve("A01")), is(false));
        assertNothingIsLeftOnTheNode();
    }

    @Test
    public void whatIsMeasuredAndExpectedIsWhatTheResultsSayInTheEnd() throws Exception {
        Files.writeString(task.plan.resolve("expected"), "Image.csv\0");
        task.measure();
        s3.before("unstage.py", "open(sys.argv[1] + '/seen', 'w').close()");
        Files.writeString(task.plan.resolve("settings"), "2 100 1 " + TABLE.length() + " 1\n");
        GroupRecord record = task.run("sets 1; : >\"$output/Image.csv\"; complete");
        assertThat(record.reason(), is(FailureReason.EXPECTED_FILES));
        assertThat(task.run(SUCCESS).state(), is("completed"));
        assertThat(task.attempts().stream().anyMatch(name -> name.endsWith(".measurements.gz")), is(true));
    }

    @Test
    public void theResultsOfAnEarlierSubmissionAreCopiedByATaskThatFetchesNothing() throws Exception {
        Files.delete(task.plan.resolve("s3"));
        assertThat(task.run("sets 1; echo x >\"$output/result.csv\"; complete").uploadedBytes(), is(0L));
        Path folder = temporary.getRoot().toPath();
        TaskRun later = new TaskRun(folder, task.output, 1, "submit-2");
        S3Plan plan = new S3Plan(later.plan, folder);
        later.path = plan.path(later.path);
        plan.objects(URL);
        plan.urls("s3://results/P1/A01");
        plan.before("stage.py", "fail(1, 'called')");
        String earlier = task.published();
        Files.writeString(later.plan.resolve("measure-again"), "1 " + earlier + "\n");
        plan.before("upload.py", "fail(25, 's3://results/P1/A01: no answer')");
        GroupRecord record = later.run("exit 7");
        assertThat(record.reason(), is(FailureReason.UPLOAD));
        assertThat(record.detail(), is("s3://results/P1/A01: no answer"));
        assertThat("nothing is lost", Files.exists(task.output.resolve("A01/result.csv")), is(true));
        plan.before("upload.py", "");
        later.attempt = "1";
        record = later.run("exit 7");
        assertThat(record.state(), is("completed"));
        assertThat(record.uploadedBytes(), is(2L));
        assertThat(record.imageSets(), is(1));
        assertThat(later.published(), is(earlier));
        assertThat(Files.readString(plan.s3.resolve("results/P1/A01/result.csv")), is("x\n"));
        assertThat(later.attempts(), is(List.of("submit-1.0.0", "submit-1.0.0.done", "submit-1.0.0.manifest")));
        plan.before("upload.py", "fail(1, 'called')");
        later.attempt = "2";
        Files.delete(later.plan.resolve("tasks/0/1"));
        assertThat("it is there", later.run("exit 7").uploadedBytes(), is(2L));
    }
}
