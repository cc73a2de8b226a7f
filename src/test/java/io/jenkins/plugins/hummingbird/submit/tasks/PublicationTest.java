package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Slurm may run a task again that has ended, with the same restart count, and two executions of one task may run side by
 * side: what was published first stays, whatever the others do.
 */
public class PublicationTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private TaskRun task;
    private Path begun;

    @Before
    public void group() throws Exception {
        Path folder = temporary.getRoot().toPath();
        task = new TaskRun(folder, folder.resolve("output"), 1);
        begun = folder.resolve("begun");
    }

    private String success(String content) {
        return "echo x >>" + begun + "; sets 1; echo " + content + " >\"$output/result.csv\"; complete";
    }

    /** As success, once a file is there. */
    private String successAfter(Path file, String content) {
        return "touch \"$output/begun\"; while [ ! -e " + file + " ]; do sleep 0.05; done; " + success(content);
    }

    private String result() throws IOException {
        return Files.readString(task.output.resolve("A01/result.csv")).strip();
    }

    private long executions() throws IOException {
        return Files.readAllLines(begun).size();
    }

    @Test
    public void aTaskThatIsRunAgainAfterItsEndBeginsNothing() throws Exception {
        assertThat(task.run(success("first")).state(), is("completed"));
        String published = task.published();
        for (String body : List.of("echo x >>" + begun + "; : >\"$output/result.csv\"; exit 1", success("second"))) {
            assertThat(TaskRun.await(task.start(body)), is(0));
            assertThat(result(), is("first"));
            assertThat(task.record().state(), is("completed"));
            assertThat(task.published(), is(published));
        }
        task.attempt = "1";
        assertThat("in a later round, too", TaskRun.await(task.start(success("third"))), is(0));
        assertThat(result(), is("first"));
        assertThat(executions(), is(1L));
    }

    @Test
    public void ofTwoExecutionsThatRunSideBySideTheFirstWholeResultCounts() throws Exception {
        Path goOn = temporary.getRoot().toPath().resolve("go-on");
        Process orphan = task.start(successAfter(goOn, "orphan"));
        Path itsResults = task.awaitAttempt("submit-1.0.0", "begun");
        assertThat(task.run(success("copy")).state(), is("completed"));
        Files.createFile(goOn);
        assertThat(TaskRun.await(orphan), is(0));
        assertThat(result(), is("copy"));
        assertThat(task.record().state(), is("completed"));
        assertThat("what does not count goes", Files.exists(itsResults), is(false));
        assertThat(task.attempts(), is(List.of("submit-1.0.0", "submit-1.0.0.done")));
    }

    @Test
    public void anExecutionThatFailsBesideOneThatHasPublishedChangesNothing() throws Exception {
        Path goOn = temporary.getRoot().toPath().resolve("go-on");
        Process orphan =
                task.start("touch \"$output/begun\"; while [ ! -e " + goOn + " ]; do sleep 0.05; done; exit 7");
        task.awaitAttempt("submit-1.0.0", "begun");
        assertThat(task.run(success("copy")).state(), is("completed"));
        Files.createFile(goOn);
        assertThat(TaskRun.await(orphan), is(0));
        assertThat(task.record().state(), is("completed"));
        assertThat(result(), is("copy"));
    }

    @Test
    public void anExecutionThatIsSupersededMayStillPublishFirst() throws Exception {
        Path goOn = temporary.getRoot().toPath().resolve("go-on");
        Process orphan = task.start(
                success("orphan") + "; touch \"$output/begun\"; while [ ! -e " + goOn + " ]; do sleep 0.05; done");
        task.awaitAttempt("submit-1.0.0", "begun");
        Process copy = task.start(successAfter(goOn.resolveSibling("never"), "copy"));
        while (executions() < 1 || task.attempts().size() < 2) {
            Thread.sleep(50);
        }
        Files.createFile(goOn);
        assertThat(TaskRun.await(orphan), is(0));
        assertThat(result(), is("orphan"));
        assertThat(task.record().state(), is("completed"));
        TaskRun.signal(copy, "TERM");
        TaskRun.await(copy);
        assertThat(
                "the copy was cancelled, and the group stays completed",
                task.record().state(),
                is("completed"));
        assertThat(result(), is("orphan"));
    }

    @Test
    public void whatAnExecutionThatWasKilledWhilePublishingDidNotGetDoneIsDoneByTheNextOne() throws Exception {
        for (String command : List.of("mv", "ln", "dd", "truncate")) {
            for (int at = 0; at < 16; at += TestSet.everyNth(3)) {
                int call = at / 2 + 1;
                boolean after = at % 2 == 1;
                String where = command + " " + call + (after ? ", after it" : "");
                Path folder =
                        Files.createDirectories(temporary.getRoot().toPath().resolve(command + at));
                begun = folder.resolve("begun");
                task = new TaskRun(folder, folder.resolve("output"), 1);
                task.path = KillingCommand.path(temporary.getRoot().toPath(), command, call, after);
                TaskRun.await(task.start(success("first")));
                boolean claimed = Files.exists(task.plan.resolve("tasks/0/1.published"));
                task.path = System.getenv("PATH");
                GroupRecord record = task.run(success("second"));
                assertThat(where, record.state(), is("completed"));
                assertThat(where, result(), is(claimed ? "first" : "second"));
                assertThat(where, executions(), is(Files.readAllLines(begun).size() > 1 ? 2L : 1L));
                assertThat(where, task.published(), is(task.submission + "." + record.attempt()));
                assertThat(
                        where, Files.readString(task.results(task.published() + ".done")), containsString("0a1b 1 "));
            }
        }
    }

    @Test
    public void twoExecutionsThatSetTheSameRecordBothEndWell() throws Exception {
        Path root = temporary.getRoot().toPath();
        Path goOn = root.resolve("go-on");
        Path tools = Files.createDirectories(root.resolve("tools-slow"));
        Path mv = Files.writeString(
                tools.resolve("mv"),
                "#!/bin/bash\nif [[ ${!#} == tasks/0/1 && -e tasks/0/1.published ]]; then touch " + tools
                        + "/at-it; while [ ! -e " + goOn + " ]; do sleep 0.05; done; fi\nexec /bin/mv \"$@\"\n");
        mv.toFile().setExecutable(true);
        task.path = tools + ":" + System.getenv("PATH");
        Process first = task.start(success("first"));
        TaskRun.awaitFile(tools.resolve("at-it"));
        task.path = System.getenv("PATH");
        assertThat("takes over", TaskRun.await(task.start(success("second"))), is(0));
        Files.createFile(goOn);
        assertThat(TaskRun.await(first), is(0));
        assertThat(result(), is("first"));
        assertThat(task.record().state(), is("completed"));
        try (Stream<Path> files = Files.list(task.plan.resolve("tasks/0"))) {
            assertThat(
                    "nothing else is left",
                    files.filter(file -> !file.toString().endsWith(".requeued")).count(),
                    is(2L));
        }
    }

    @Test
    public void aFileServerThatIsAwayForAMomentIsNotTakenForTheEndOfTheSubmission() throws Exception {
        Path root = temporary.getRoot().toPath();
        Path goOn = root.resolve("go-on");
        Process waiting = task.start(successAfter(goOn, "kept"));
        task.awaitAttempt("submit-1.0.0", "begun");
        // what cannot be opened and yet is there
        Path open = task.plan.resolve("open");
        Files.delete(open);
        Files.createSymbolicLink(open, Path.of("away"));
        Files.createFile(goOn);
        TaskRun.awaitLine(waiting, "sleep 1");
        Files.delete(open);
        Files.createFile(open);
        assertThat(TaskRun.await(waiting), is(0));
        assertThat(result(), is("kept"));
    }

    @Test
    public void aResultThatSomebodyHasRemovedMeanwhileIsMadeAgainByATaskThatBegins() throws Exception {
        assertThat(task.run(success("first")).state(), is("completed"));
        TaskRun.command("rm", "-rf", task.results("").toString());
        Files.delete(task.plan.resolve("tasks/0/1"));
        assertThat(task.run(success("second")).state(), is("completed"));
        assertThat(result(), is("second"));
    }

    @Test
    public void nothingBeginsOrIsPublishedWhenTheSubmissionHasEnded() throws Exception {
        Path goOn = temporary.getRoot().toPath().resolve("go-on");
        Process late = task.start(successAfter(goOn, "late"));
        task.awaitAttempt("submit-1.0.0", "begun");
        Files.delete(task.plan.resolve("open"));
        Files.createFile(goOn);
        assertThat(TaskRun.await(late), is(1));
        assertThat(Files.exists(task.output.resolve("A01")), is(false));
        assertThat(task.attempts(), is(List.of()));
        assertThat(TaskRun.await(task.start(success("later"))), is(0));
        assertThat(executions(), is(1L));
    }

    @Test
    public void aLaterSubmissionsLinkIsNotTakenBackByOneThatGoesOn() throws Exception {
        Path folder = temporary.getRoot().toPath();
        task.path = KillingCommand.before(folder, "mv", "/A01");
        TaskRun.await(task.start(success("earlier")));
        task.path = System.getenv("PATH");
        assertThat(Files.exists(task.plan.resolve("tasks/0/1.published")), is(true));
        assertThat(task.record().state(), is(not("completed")));
        task.active(task.submission);
        TaskRun later = new TaskRun(folder, task.output, 1, "submit-2");
        Thread.sleep(1100);
        assertThat(later.run(success("later")).state(), is("completed"));
        assertThat(task.run(success("again")).state(), is("completed"));
        assertThat(result(), is("later"));
    }
}
