package io.jenkins.plugins.hummingbird.submit.scripts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.submit.board.Execution;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.tasks.TaskRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is known of an execution after which Slurm began its task again. */
public class RequeuedRecordsTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private TaskRun task;

    @Before
    public void plan() throws Exception {
        task = new TaskRun(
                temporary.getRoot().toPath(), temporary.newFolder("output").toPath(), 1);
    }

    private List<GroupRecord> records(int round, int most) throws Exception {
        Path paths = Files.write(temporary.newFile().toPath(), RemoteScripts.recordPaths(List.of(1, 2).stream()));
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        RemoteScripts.REQUEUED_RECORDS.text(),
                        "bash",
                        task.plan.toString(),
                        Integer.toString(round),
                        Integer.toString(most))
                .redirectInput(paths.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(), is(0));
        return printed.lines().map(GroupRecord::parseLine).toList();
    }

    /** Kills the task as the end of its node would. */
    private GroupRecord kill() throws Exception {
        GroupRecord record = task.run("kill -9 $PPID");
        assertThat(record.state(), is("running"));
        return record;
    }

    @Test
    public void aKilledExecutionEndedWhenItsLogWasLastWrittenTo() throws Exception {
        GroupRecord killed = kill();
        Path log = task.plan.resolve("logs/0/1." + killed.attempt() + ".log");
        Files.setLastModifiedTime(log, FileTime.from(Instant.ofEpochSecond(killed.started() + 90)));
        assertThat("Slurm has not begun it again yet", records(0, 9), is(empty()));
        assertThat(task.run(task.success()).state(), is("completed"));
        List<GroupRecord> records = records(0, 9);
        assertThat(records, hasSize(1));
        Execution one = Execution.requeued(records.get(0));
        assertThat(one.attempt(), is(killed.attempt()));
        assertThat(one.node(), is("n1"));
        assertThat(one.seconds(), is(90L));
    }

    @Test
    public void oneThatHadNoLogYetTookNoTime() throws Exception {
        GroupRecord killed = kill();
        Files.delete(task.plan.resolve("logs/0/1." + killed.attempt() + ".log"));
        task.run(task.success());
        assertThat(Execution.requeued(records(0, 9).get(0)).seconds(), is(0L));
    }

    @Test
    public void oneThatHadFailedKeepsItsEnd() throws Exception {
        task.run("exit 7");
        task.run(task.success());
        assertThat(records(0, 9).get(0).state(), is("failed"));
    }

    @Test
    public void aRetryIsNoRequeuedExecution() throws Exception {
        task.run("exit 7");
        task.round(1);
        GroupRecord killed = kill();
        task.run(task.success());
        assertThat(records(0, 9), is(empty()));
        assertThat(records(1, 9), hasSize(1));
        assertThat(records(1, 9).get(0).attempt(), startsWith("1.0."));
        assertThat(records(1, 9).get(0).attempt(), is(killed.attempt()));
    }

    @Test
    public void thereIsALimitForEachTask() throws Exception {
        for (int i = 0; i < 3; i++) {
            kill();
        }
        task.run(task.success());
        assertThat(records(0, 9), hasSize(3));
        assertThat(records(0, 2), hasSize(2));
    }
}
