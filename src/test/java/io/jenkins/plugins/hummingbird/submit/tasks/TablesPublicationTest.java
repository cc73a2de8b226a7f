package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Merged tables are published like the results of groups: whole or not at all, once for a submission, the latest one last. */
public class TablesPublicationTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path root;
    private TablesRun task;
    private Path begun;

    @Before
    public void plate() throws Exception {
        root = temporary.getRoot().toPath();
        task = new TablesRun(root, root.resolve("output"));
        begun = root.resolve("begun");
    }

    private static void await(Process process) throws InterruptedException {
        assertThat(TaskRun.await(process), is(0));
    }

    @Test
    public void aTaskThatIsRunAgainAfterItsEndMergesNothing() throws Exception {
        assertThat(task.run().state(), is("completed"));
        String link = task.link();
        task.pythonThatBegins("touch " + begun);
        for (String round : List.of("0", "1")) {
            task.round = round;
            await(task.start());
            assertThat(task.link(), is(link));
        }
        assertThat(Files.exists(begun), is(false));
    }

    @Test
    public void ofTwoExecutionsThatRunSideBySideTheFirstWholeResultCounts() throws Exception {
        Path goOn = root.resolve("go-on");
        task.pythonThatBegins("touch " + begun + "; while [ ! -e " + goOn + " ]; do sleep 0.05; done");
        Process orphan = task.start();
        TaskRun.awaitFile(begun);
        task.python("python3");
        assertThat(task.run().state(), is("completed"));
        String link = task.link();
        Files.createFile(goOn);
        await(orphan);
        assertThat(task.link(), is(link));
        assertThat(TaskRun.attempts(task.attempts()), is(List.of("submit-1.0.0", "submit-1.0.0.done")));
    }

    @Test
    public void whatAnExecutionThatWasKilledWhilePublishingDidNotGetDoneIsDoneByTheNextOne() throws Exception {
        for (String command : List.of("mv", "ln", "dd", "truncate", "mkdir")) {
            for (int at = 0; at < 14; at++) {
                int call = at / 2 + 1;
                boolean after = at % 2 == 1;
                String where = command + " " + call + (after ? ", after it" : "");
                Path folder = Files.createDirectories(root.resolve(command + at));
                task = new TablesRun(folder, folder.resolve("output"));
                task.path = KillingCommand.path(root, command, call, after);
                TaskRun.await(task.start());
                boolean claimed = Files.exists(task.plan.resolve("tasks/0/1.published"));
                task.path = System.getenv("PATH");
                task.pythonThatBegins("touch " + folder.resolve("again"));
                GroupRecord record = task.run();
                assertThat(where, record.state(), is("completed"));
                assertThat(where, Files.exists(folder.resolve("again")), is(!claimed));
                assertThat(where, task.nuclei(), is(TablesRun.NUCLEI));
                String attempt = "submit-1." + record.attempt();
                assertThat(where, task.link(), is("../.hummingbird/results/tables/P1/" + attempt));
                assertThat(
                        where,
                        Files.readString(task.attempts().resolve(attempt + ".done")),
                        startsWith(TablesRun.DIGEST + " 3 "));
            }
        }
    }

    @Test
    public void ofTwoSubmissionsAtOnceTheLastLinkCountsAndBothAreWhole() throws Exception {
        Path goOn = root.resolve("go-on");
        task.settings("2048 2 0 csv");
        task.pythonThatBegins("touch " + begun + "; while [ ! -e " + goOn + " ]; do sleep 0.05; done");
        Process first = task.start();
        TaskRun.awaitFile(begun);
        TablesRun second = new TablesRun(root, task.output, "submit-2");
        second.settings("2048 2 0 csv");
        assertThat(second.run().state(), is("completed"));
        assertThat(task.link(), containsString("/submit-2."));
        Files.createFile(goOn);
        await(first);
        assertThat(task.link(), containsString("/submit-1."));
        assertThat(task.nuclei(), is(TablesRun.NUCLEI));
        assertThat(
                TaskRun.attempts(task.attempts()),
                is(List.of("submit-1.0.0", "submit-1.0.0.done", "submit-2.0.0", "submit-2.0.0.done")));
    }

    private TablesRun publish(String submission, int keep) throws Exception {
        TablesRun run = new TablesRun(root, task.output, submission);
        run.settings("2048 " + keep + " 0 csv");
        assertThat(run.run().state(), is("completed"));
        return run;
    }

    private List<String> kept() throws IOException {
        return TaskRun.attempts(task.attempts()).stream()
                .filter(name -> !name.endsWith(".done"))
                .toList();
    }

    @Test
    public void asManyAttemptsAreKeptAsIsSaidAndThoseThatOthersCountOn() throws Exception {
        TablesRun first = publish("first", 2);
        publish("second", 2);
        assertThat(kept(), is(List.of("first.0.0", "second.0.0")));
        Files.writeString(
                task.output.resolve(".hummingbird/active/counting"),
                "9999999999\ntables/P1/first." + TaskRun.record(first.plan).attempt() + "\n");
        publish("third", 1);
        assertThat(kept(), is(List.of("first.0.0", "third.0.0")));
        Files.delete(task.output.resolve(".hummingbird/active/counting"));
        publish("fourth", 1);
        assertThat(kept(), is(List.of("fourth.0.0")));
    }

    @Test
    public void tablesOfTheSameDigestThatAreWholeAreDone() throws Exception {
        assertThat("nothing is there", task.done(TablesRun.DIGEST), is(List.of()));
        GroupRecord record = task.run();
        String attempt = "submit-1." + record.attempt();
        assertThat(task.done(TablesRun.DIGEST), is(List.of("tables/P1 " + attempt + " 2")));
        assertThat(
                "it counts on that",
                Files.readAllLines(task.output.resolve(".hummingbird/active/later")),
                is(List.of("9999999999", "tables/P1/" + attempt)));
        Path proof = task.attempts().resolve(attempt + ".done");
        String written = Files.readString(proof);
        assertThat(written.strip(), matchesPattern("0a1b 3 [0-9]+ 2"));
        for (String earlier : List.of("", " x;y")) {
            Files.writeString(proof, written.strip().replaceFirst(" 2$", earlier) + "\n");
            assertThat("no number of groups", task.done(TablesRun.DIGEST), is(List.of("tables/P1 " + attempt + " 0")));
        }
        Files.writeString(proof, written);
        assertThat("another digest", task.done("ffff"), is(List.of()));
        Files.writeString(task.output.resolve("tables/P1/Nuclei.csv"), "cut off");
        assertThat("not as it was", task.done(TablesRun.DIGEST), is(List.of()));
    }

    @Test
    public void whatIsPublishedStaysWhenItsProofCannotBeSeenAtTheEnd() throws Exception {
        Path tools = root.resolve("tools");
        TablesRun.program(
                tools.resolve("mv"),
                "[[ ${!#} != tasks/0/1 || ! -e tasks/0/1.published ]] || for proof in " + task.attempts()
                        + "/*.done; do /bin/mv \"$proof\" \"$proof.away\"; done\nexec /bin/mv \"$@\"");
        task.path = tools + ":" + System.getenv("PATH");
        assertThat(task.run().state(), is("completed"));
        assertThat(task.nuclei(), is(TablesRun.NUCLEI));
    }

    @Test
    public void nothingBeginsOrIsPublishedWhenTheSubmissionHasEnded() throws Exception {
        Path goOn = root.resolve("go-on");
        task.pythonThatBegins("touch " + begun + "; while [ ! -e " + goOn + " ]; do sleep 0.05; done");
        Process late = task.start();
        TaskRun.awaitFile(begun);
        Files.delete(task.plan.resolve("open"));
        Files.createFile(goOn);
        assertThat(TaskRun.await(late), is(1));
        assertThat(Files.exists(task.output.resolve("tables")), is(false));
        assertThat(TaskRun.attempts(task.attempts()), is(List.of()));
        await(task.start());
    }
}
