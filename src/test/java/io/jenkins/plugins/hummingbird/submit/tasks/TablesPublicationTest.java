package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.submit.board.FailureReason;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.scripts.S3Plan;
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
        // publish.sh is that of groups, each of whose calls PublicationTest tries
        int step = TestSet.everyNth(4);
        for (String command : List.of("mv", "ln", "dd", "truncate", "mkdir")) {
            for (int at = command.length() % step; at < 14; at += step) {
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

    @Test
    public void tablesAreCopiedToS3AndOnlyThatIsRepeated() throws Exception {
        S3Plan s3 = new S3Plan(task.plan, root);
        task.path = s3.path(task.path);
        s3.urls("s3://results/tables/P1");
        s3.before("upload.py", "fail(22, 's3://results/tables/P1/Nuclei.csv: 403 AccessDenied: Access Denied')");
        GroupRecord record = task.run();
        assertThat(record.reason(), is(FailureReason.UPLOAD_DENIED));
        assertThat(record.detail(), startsWith("s3://results/tables/P1/Nuclei.csv: 403"));
        task.pythonThatBegins("touch " + begun);
        s3.before("upload.py", "");
        task.round = "1";
        record = task.run();
        assertThat(record.detail(), record.state(), is("completed"));
        assertThat(record.uploadedBytes() > 0, is(true));
        assertThat(Files.exists(begun), is(false));
        assertThat(Files.readString(s3.s3.resolve("results/tables/P1/Nuclei.csv")), is(TablesRun.NUCLEI));
        assertThat(
                TaskRun.attempts(task.attempts()),
                is(List.of("submit-1.0.0", "submit-1.0.0.done", "submit-1.0.0.manifest")));
    }

    /** The results of a group, of which only the manifest remains. */
    private static void moveToS3(S3Plan s3, Path results) throws Exception {
        String well = results.getFileName().toString();
        StringBuilder manifest = new StringBuilder("s3://results/" + well + "\t0a1b\nkey\tbytes\tsha256\n");
        try (var files = Files.list(results)) {
            for (Path file : files.sorted().toList()) {
                manifest.append(well + "/" + file.getFileName() + "\t" + Files.size(file) + "\tab\n");
            }
        }
        Path copy = Files.createDirectories(s3.s3.resolve("results")).resolve(well);
        TaskRun.command("mv", results.toString(), copy.toString());
        Files.writeString(results.resolveSibling(well + ".manifest"), manifest);
    }

    @Test
    public void ofOtherTablesFewGroupsAreFetched() throws Exception {
        S3Plan s3 = new S3Plan(task.plan, root);
        task.path = s3.path(task.path);
        task.table("P2");
        task.group(3, "B01", "1,1,5\r\n");
        for (int number = 4; number <= 55; number++) {
            moveToS3(s3, task.group(number, "C" + number, "1,1,5\r\n"));
        }
        Path read = root.resolve("others");
        task.pythonThatBegins(
                "for word; do [ \"$before\" != --others ] || cp \"$word\" " + read + "; before=$word; done");
        GroupRecord record = task.run();
        assertThat(record.detail(), record.state(), is("completed"));
        List<String> others = Files.readAllLines(read);
        assertThat("all that are there, and 50 of those in S3", others.size(), is(51));
        assertThat(others.get(0), startsWith(root.resolve("groups/submit-1/B01") + "\t"));
        assertThat(others.get(50), containsString("/others.files/50\t"));
        assertThat(task.nuclei(), is(TablesRun.NUCLEI));
    }

    @Test
    public void groupsWhoseResultsAreOnlyInS3AreFetchedBeforeTheirTablesAreMerged() throws Exception {
        S3Plan s3 = new S3Plan(task.plan, root);
        task.path = s3.path(task.path);
        Path groups = root.resolve("groups/submit-1");
        for (String well : List.of("A01", "A02")) {
            Files.writeString(groups.resolve(well).resolve("picture.png"), "large");
            moveToS3(s3, groups.resolve(well));
        }
        // of this one the folder remained, of the other one nothing
        Files.createDirectory(groups.resolve("A01"));
        Files.createFile(groups.resolve("A01.dropped"));
        s3.before("restore.py", "fail(22, 's3://results/A02/MyExpt_Image.csv: 403 AccessDenied: Access Denied')");
        GroupRecord record = task.run();
        assertThat(record.reason(), is(FailureReason.OBJECT_DENIED));
        assertThat(record.detail(), startsWith("s3://results/A02/MyExpt_Image.csv: 403"));
        s3.before("restore.py", "");
        Files.delete(s3.s3.resolve("results/A01/picture.png"));
        record = task.run();
        assertThat(record.detail(), record.state(), is("completed"));
        assertThat(task.nuclei(), is(TablesRun.NUCLEI));
        assertThat(record.fetchedBytes() > 100, is(true));
        try (var left = Files.list(task.temporary)) {
            assertThat(left.toList(), is(List.of()));
        }
    }
}
