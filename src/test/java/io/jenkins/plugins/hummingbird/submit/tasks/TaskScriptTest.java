package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.submit.board.FailureReason;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The task wrapper on its own: what it concludes from what CellProfiler does, and what it leaves behind. */
public class TaskScriptTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private TaskRun task(int rows) throws IOException {
        Path folder = temporary.getRoot().toPath();
        return new TaskRun(folder, folder.resolve("output"), rows);
    }

    private TaskRun taskOf(String submission) throws IOException {
        Path folder = temporary.getRoot().toPath();
        return new TaskRun(folder, folder.resolve("output"), 1, submission);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private List<String> processes() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(temporary.getRoot().toString()))
                .toList();
    }

    @Test
    public void aCompletedGroupIsPublished() throws Exception {
        TaskRun task = task(3);
        assertThat(TaskRun.await(task.start(task.success())), is(0));
        GroupRecord record = task.record();
        assertThat(record.reason(), is(nullValue()));
        assertThat(record.state() + record.detail(), is("completed"));
        assertThat(record.imageSets(), is(3));
        assertThat(Files.readString(task.output.resolve("A01/result.csv")), is("x\n"));
        assertThat(task.attempts(), is(List.of("submit-1.0.0", "submit-1.0.0.done")));
        assertThat("nothing stays on the node", names(task.temporary), is(empty()));
        assertThat(names(task.plan.resolve("tasks/0")), is(List.of("1", "1.published")));
    }

    @Test
    public void aTaskOfSeveralGroupsThatIsBegunAnewRunsWhatIsNotCompletedYet() throws Exception {
        TaskRun task = task(1);
        task.amongSeveral = true;
        assertThat(TaskRun.await(task.start("exit 7")), is(7));
        assertThat(TaskRun.await(task.start(task.success())), is(0));
        assertThat(task.record().state(), is("completed"));
        assertThat("it is completed", TaskRun.await(task.start("exit 7")), is(0));
        assertThat(task.record().state(), is("completed"));
    }

    @Test
    public void aTaskThatIsCancelledWhileItMakesItsFoldersSaysSo() throws Exception {
        TaskRun task = task(1);
        Path commands = temporary.newFolder("commands").toPath();
        // scancel ends what the task has started, too
        Path mkdir = Files.writeString(
                commands.resolve("mkdir"),
                "#!/bin/sh\n[ \"$1\" != -m ] || { kill -TERM $PPID; exit 1; }\nexec /bin/mkdir \"$@\"\n");
        mkdir.toFile().setExecutable(true);
        task.path = commands + ":" + task.path;
        GroupRecord record = task.run(task.success());
        assertThat(record.reason(), is(FailureReason.CANCELLED));
    }

    @Test
    public void anImageSetInWhichAModuleFailedIsMissingThoughItsLastModuleIsLogged() throws Exception {
        TaskRun task = task(5);
        GroupRecord record = task.run("sets 1; progress 2 LoadData 1; error ExportToSpreadsheet;"
                + " progress 2 ExportToSpreadsheet 2; sets 3; error LoadData; progress 4 LoadData 1; sets 5; complete");
        assertThat(record.reason(), is(FailureReason.IMAGE_SETS));
        assertThat(record.imageSets(), is(3));
        assertThat(record.detail(), is("2,4"));
        assertThat(
                task.sentence(record),
                is("CellProfiler reports success, but only 3 of 5 image sets reached the last module without an error:"
                        + " missing of the group are 2, 4"));
        assertThat(Files.exists(task.output.resolve("A01")), is(false));
    }

    @Test
    public void aFailureAfterTheProvingModuleCounts() throws Exception {
        TaskRun task = task(2);
        task.provingModule(1);
        GroupRecord record = task.run("sets 1; progress 2 FlagImage 1; error ExportToSpreadsheet;"
                + " progress 2 ExportToSpreadsheet 2; complete");
        assertThat(record.detail(), is("2"));
        assertThat(task.run("progress 1 FlagImage 1; sets 2; complete").state(), is("completed"));
    }

    @Test
    public void ofManyMissingImageSetsTheFirstTenAreNamed() throws Exception {
        TaskRun task = task(25);
        GroupRecord record = task.run("sets 2; complete");
        assertThat(record.detail(), is("1,3,4,5,6,7,8,9,10,11"));
        assertThat(task.sentence(record), containsString("are 1, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 14 more"));
    }

    @Test
    public void imageSetsOfAWholeTableAreNumberedWithinTheirGroup() throws Exception {
        TaskRun task = task(4);
        Files.writeString(task.plan.resolve("groups"), "Metadata_Well=A01\n");
        GroupRecord record = task.run("sets 7; error LoadData; progress 8 LoadData 1; sets 9; complete");
        assertThat(record.imageSets(), is(2));
        assertThat(record.detail(), is("2,4"));
    }

    @Test
    public void anEndForLackOfMemoryIsTold() throws Exception {
        for (String body : List.of(
                "kill -9 $$",
                "echo 'java.lang.OutOfMemoryError: Java heap space' >&2; exit 255",
                "echo '  Caused by: java.lang.OutOfMemoryError' >&2; exit 255",
                "echo MemoryError >&2; exit 255",
                "error LoadData; echo 'numpy.core._exceptions._ArrayMemoryError: Unable to allocate 7 GiB' >&2;"
                        + " progress 1 LoadData 1; complete")) {
            TaskRun task = task(1);
            GroupRecord record = task.run(body);
            assertThat(body, record.reason(), is(FailureReason.MEMORY));
            assertThat(body, task.sentence(record), containsString("raise memory"));
        }
        assertThat(task(1).run("echo 'no MemoryError here' >&2; exit 255").reason(), is(FailureReason.EXIT));
        assertThat(
                task(1).run("echo 'java.lang.OutOfMemoryError, but it went on' >&2; sets 1; complete")
                        .state(),
                is("completed"));
    }

    @Test
    public void aFullDiskInTheLogIsTold() throws Exception {
        TaskRun task = task(1);
        String error = "echo \"OSError: [Errno 28] No space left on device: '%s/x.h5'\" >&2; exit 255";
        assertThat(task.run(error.formatted("$output")).detail(), is("output"));
        assertThat(task.run(error.formatted("$temp")).detail(), is("node"));
        GroupRecord record = task.run("echo 'OSError: [Errno 122] Disk quota exceeded' >&2; exit 255");
        assertThat(record.reason(), is(FailureReason.DISK_FULL));
        assertThat(record.detail(), is(""));
        assertThat(
                task.sentence(record),
                is("no space was left, either on the file system of output (" + task.output
                        + ") or in the temporary folder of node n1: make room, then submit again"));
    }

    @Test
    public void thePeakOfMemoryIsThatOfAllProcesses() throws Exception {
        TaskRun task = task(1);
        String allocate = "python3 -c 'import time; x = bytearray(80 << 20); time.sleep(2)'";
        GroupRecord record = task.run(allocate + " & " + allocate + "; wait; " + task.success());
        assertThat(record.state(), is("completed"));
        assertThat(record.peakKiB(), is(allOf(greaterThan(2 * 80 * 1024L), lessThan(3 * 80 * 1024L))));
    }

    @Test
    public void olderAttemptsAreRemovedByAgeButNoneOfASubmissionThatIsNotOver() throws Exception {
        TaskRun task = task(1);
        task.keepAttempts(2);
        task.active("running");
        for (String name : List.of("old.0.0", "failed.0.0", "newer.1.0", "running.0.0")) {
            Files.createDirectories(task.results(name));
            if (!name.startsWith("failed")) {
                Files.createFile(task.results(name + ".done"));
            }
        }
        TaskRun.command("touch", "-d", "3 days ago", task.results("running.0.0").toString());
        TaskRun.command("touch", "-d", "2 days ago", task.results("old.0.0").toString());
        TaskRun.command("touch", "-d", "1 day ago", task.results("failed.0.0").toString());
        assertThat(task.run(task.success()).state(), is("completed"));
        assertThat(
                task.attempts(),
                is(List.of(
                        "newer.1.0",
                        "newer.1.0.done",
                        "running.0.0",
                        "running.0.0.done",
                        "submit-1.0.0",
                        "submit-1.0.0.done")));
    }

    @Test
    public void anAttemptThatAnotherSubmissionCountsOnIsNotRemovedUntilThatOneIsOver() throws Exception {
        TaskRun first = taskOf("first");
        first.run(first.success());
        String counted = first.published();
        first.active("counting", "A01/" + counted);
        TaskRun second = taskOf("second");
        second.run(second.success());
        assertThat(second.attempts(), is(List.of("first.0.0", "first.0.0.done", "second.0.0", "second.0.0.done")));
        Files.delete(first.output.resolve(".hummingbird/active/counting"));
        TaskRun third = taskOf("third");
        third.run(third.success());
        assertThat(third.attempts(), is(List.of("third.0.0", "third.0.0.done")));
    }

    @Test
    public void aFailedAttemptRemovesNothingAndCountsAsOneLater() throws Exception {
        TaskRun earlier = task(1);
        assertThat(earlier.run(earlier.success()).state(), is("completed"));
        String published = earlier.published();
        TaskRun task = taskOf("later");
        assertThat(task.run("exit 7").state(), is("failed"));
        assertThat("the link stays", task.published(), is(published));
        assertThat(Files.exists(task.output.resolve("A01/result.csv")), is(true));
        task.attempt = "1";
        assertThat(task.run(task.success()).state(), is("completed"));
        assertThat(task.attempts(), is(List.of("later.1.0", "later.1.0.done")));
    }

    @Test
    public void whatAKilledTaskLeftIsSweptWhenNoneOfItsProcessesLives() throws Exception {
        TaskRun task = task(1);
        Process killed = task.start("touch \"$output/begun\"; exec sleep 60");
        task.awaitAttempt("submit-1.0.0", "begun");
        TaskRun.awaitLine(killed, "sleep 60");
        ProcessHandle orphan = killed.children()
                .filter(child -> child.info().commandLine().orElse("").contains("sleep 60"))
                .findFirst()
                .orElseThrow();
        killed.destroyForcibly().waitFor();
        Files.createDirectories(task.temporary.resolve("hummingbird-of-another-1.0.0"));
        task.attempt = "1";
        task.run(task.success());
        assertThat(
                "an orphan may still write there",
                names(task.temporary).stream()
                        .map(name -> name.replaceFirst("[.][0-9a-f]{8}$", ""))
                        .toList(),
                is(List.of("hummingbird-of-another-1.0.0", "hummingbird-submit-1-1.0.0")));
        orphan.destroyForcibly();
        orphan.onExit().get();
        TaskRun next = taskOf("next");
        next.run(next.success());
        assertThat(names(task.temporary), is(List.of("hummingbird-of-another-1.0.0")));
    }

    @Test
    public void aStubbornChildAndItsChildrenAreEnded() throws Exception {
        TaskRun task = task(1);
        String here = temporary.getRoot().toString();
        for (String body : List.of(
                // ends by TERM itself, but what it started does not
                "bash -c 'trap \"\" TERM; while :; do sleep 1; done' " + here + " & touch \"$output/begun\"; wait",
                "trap '' TERM; bash -c 'trap \"\" TERM; while :; do sleep 1; done' " + here
                        + " & touch \"$output/begun\"; while :; do wait; done")) {
            Process process = task.start(body);
            task.awaitAttempt("submit-1." + task.attempt + ".0", "begun");
            TaskRun.signal(process, "TERM");
            assertThat(TaskRun.await(process), is(1));
            assertThat(task.record().reason(), is(FailureReason.CANCELLED));
            assertThat(processes(), is(empty()));
            assertThat(names(task.temporary), is(empty()));
            task.attempt = "1";
        }
    }

    @Test
    public void theFirstReasonToEndCounts() throws Exception {
        TaskRun task = task(1);
        Process process = task.start("trap '' TERM; touch \"$output/begun\"; while :; do sleep 1; done");
        task.awaitAttempt("submit-1.0.0", "begun");
        TaskRun.signal(process, "USR1");
        TaskRun.awaitLine(process, "sleep 15");
        TaskRun.signal(process, "TERM");
        assertThat(TaskRun.await(process), is(1));
        assertThat(task.record().reason(), is(FailureReason.TIME_LIMIT));
        assertThat(processes(), is(empty()));
    }

    @Test
    public void aTimeLimitBeforeCellProfilerBeganEndsTheTaskAtOnce() throws Exception {
        TaskRun task = task(1);
        Path tools = Files.createDirectories(temporary.getRoot().toPath().resolve("tools"));
        Path mkdir = tools.resolve("mkdir");
        Files.writeString(mkdir, "#!/bin/bash\nkill -USR1 $PPID\nexec /bin/mkdir \"$@\"\n");
        mkdir.toFile().setExecutable(true);
        task.path = tools + ":" + task.path;
        Process process = task.start("touch \"" + tools + "/begun\"; sleep 30; " + task.success());
        assertThat(TaskRun.await(process), is(1));
        assertThat(task.record().reason(), is(FailureReason.TIME_LIMIT));
        assertThat(task.sentence(task.record()), startsWith("its time limit of 4h was reached"));
        assertThat("CellProfiler never began", Files.exists(tools.resolve("begun")), is(false));
    }
}
