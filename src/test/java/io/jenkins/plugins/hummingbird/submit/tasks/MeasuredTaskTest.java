package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.cellprofiler.CellProfilerPython;
import io.jenkins.plugins.hummingbird.submit.scripts.MeasuredRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a group measured lies beside its results before they are published, and no group fails or hangs by it. */
public class MeasuredTaskTest {
    private static final String RECORD = "submit-1.0.0.measurements.gz";

    private static final String TABLES =
            "sets 1; printf 'Count_Nuclei,ImageNumber\\r\\n7,1\\r\\n' >\"$output/Image.csv\";" + " complete";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path folder;
    private TaskRun task;

    @Before
    public void group() throws IOException {
        CellProfilerPython.any();
        folder = temporary.getRoot().toPath();
        task = new TaskRun(folder, folder.resolve("output"), 1);
        task.measure();
    }

    private MeasuredRecord record() throws IOException {
        return MeasuredRecord.read(task.results(task.published() + ".measurements.gz"));
    }

    private String log() throws IOException {
        try (Stream<Path> logs = Files.list(task.plan.resolve("logs/0"))) {
            return Files.readString(logs.findFirst().orElseThrow());
        }
    }

    /** A program on the task's PATH in place of another. */
    private void program(String name, String... lines) throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Path script = Files.writeString(tools.resolve(name), "#!/bin/bash\n" + String.join("\n", lines) + "\n");
        script.toFile().setExecutable(true);
        task.path = tools + ":" + System.getenv("PATH");
    }

    /** A Python that does something else in place of measure.py. */
    private void pythonThat(String does) throws IOException {
        program("python3", "case \"$*\" in *measure.py*) " + does + " ;; esac", "exec /usr/bin/env -u X true");
    }

    @Test
    public void theRecordLiesBesideTheResults() throws Exception {
        assertThat(TaskRun.await(task.start(TABLES)), is(0));
        assertThat(task.attempts(), is(List.of("submit-1.0.0", "submit-1.0.0.done", RECORD)));
        assertThat(record().columns, contains("Count_Nuclei"));
        assertThat("the slice says the well", record().places.get(0).words, contains("", "A01", "1"));
        String proof = Files.readString(task.results(task.published() + ".done"));
        assertThat("it is none of the results", proof.strip(), is("0a1b 1 31 1"));
        try (Stream<Path> left = Files.list(task.plan.resolve("tasks/0"))) {
            assertThat(left.count(), is(2L));
        }
    }

    @Test
    public void itIsThereBeforeTheResultsAreProven() throws Exception {
        program(
                "mv",
                "for last; do :; done",
                "case $last in *.done) [ -e \"${last%.done}.measurements.gz\" ] || touch '" + folder + "/late' ;; esac",
                "exec /bin/mv \"$@\"");
        assertThat(task.run(TABLES).state(), is("completed"));
        assertThat(Files.exists(folder.resolve("late")), is(false));
        assertThat(task.attempts().contains(RECORD), is(true));
    }

    @Test
    public void aProgramThatFailsOrIsMissingIsALineInTheLog() throws Exception {
        pythonThat("exit 3");
        assertThat(task.run(TABLES).state(), is("completed"));
        assertThat(task.attempts(), is(List.of("submit-1.0.0", "submit-1.0.0.done")));
        assertThat(log(), containsString("measurements: none after "));
        assertThat(log(), containsString(" s: exit code 3"));

        task = new TaskRun(folder, folder.resolve("other"), 1);
        task.measure();
        program("python3", "exit 1");
        assertThat(task.run(TABLES).state(), is("completed"));
        assertThat(log(), containsString("measurements: no Python 3.6 or later is found on this node"));
    }

    @Test
    public void aTableThatCannotBeReadIsALineInTheLog() throws Exception {
        assertThat(
                task.run(TABLES + "; printf 'ImageNumber,ObjectNumber,A\\r\\n1,1' >\"$output/Nuclei.csv\"")
                        .state(),
                is("completed"));
        assertThat(record().problems, contains("Nuclei.csv is cut off"));
        assertThat(log(), containsString("measurements: Nuclei.csv is cut off\n"));
    }

    @Test
    public void aProgramThatHangsIsEnded() throws Exception {
        Path script = task.plan.resolve("measure.sh");
        Files.writeString(script, Files.readString(script).replace("longest=600 ", "longest=1 "));
        pythonThat("sleep 1000");
        assertThat(task.run(TABLES).state(), is("completed"));
        assertThat(log(), containsString("exit code 124"));
    }

    @Test
    public void aSignalEndsTheMeasuringAndTheResultsArePublished() throws Exception {
        for (String signal : List.of("USR1", "TERM")) {
            task = new TaskRun(folder, folder.resolve(signal), 1);
            task.measure();
            Path begun = folder.resolve(signal + "-begun");
            pythonThat("touch '" + begun + "'; exec sleep 1000");
            Process running = task.start(TABLES);
            TaskRun.awaitFile(begun);
            TaskRun.signal(running, signal);
            assertThat(TaskRun.await(running), is(0));
            assertThat(task.record().state(), is("completed"));
            assertThat(task.attempts(), is(List.of("submit-1.0.0", "submit-1.0.0.done")));
        }
    }

    @Test
    public void aGroupThatFailsIsNotMeasured() throws Exception {
        task.run("printf 'Count_Nuclei,ImageNumber\\r\\n7,1\\r\\n' >\"$output/Image.csv\"; exit 7");
        assertThat(task.attempts(), is(List.of("submit-1.0.0")));
    }

    @Test
    public void olderRecordsGoWithTheirAttempts() throws Exception {
        task.keepAttempts(1);
        Files.createDirectories(task.results("old.0.0"));
        Files.createFile(task.results("old.0.0.done"));
        Files.createFile(task.results("old.0.0.measurements.gz"));
        assertThat(task.run(TABLES).state(), is("completed"));
        assertThat(task.attempts(), is(List.of("submit-1.0.0", "submit-1.0.0.done", RECORD)));
    }

    @Test
    public void whatIsNotPublishedLeavesNoRecord() throws Exception {
        pythonThat("rm -f '" + task.plan.resolve("open") + "'; echo x >\"$7\"; exit 0");
        TaskRun.await(task.start(TABLES));
        assertThat("the submission ended meanwhile", task.attempts(), is(empty()));
    }

    @Test
    public void afterAnExecutionThatWasKilledBetweenRecordAndProofTheNextOnePublishes() throws Exception {
        task.keepAttempts(1);
        program(
                "mv",
                "for last; do :; done",
                "/bin/mv \"$@\" || exit",
                "case $last in *.measurements.gz) kill -9 $PPID ;; esac");
        TaskRun.await(task.start(TABLES));
        assertThat(task.attempts(), is(List.of("submit-1.0.0", RECORD)));
        task.path = System.getenv("PATH");
        task.attempt = "1";
        assertThat(task.run(TABLES).state(), is("completed"));
        assertThat(
                "what was left goes as older attempts do",
                task.attempts(),
                is(List.of("submit-1.1.0", "submit-1.1.0.done", "submit-1.1.0.measurements.gz")));
    }
}
