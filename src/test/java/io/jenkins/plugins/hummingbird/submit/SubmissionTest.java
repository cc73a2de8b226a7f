package io.jenkins.plugins.hummingbird.submit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.page.SubmissionView;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Whole submissions through a real Slurm and a real sshd, with tasks that take no time. */
public class SubmissionTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common(8);

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private static String[] times(int count, String what) {
        String[] words = new String[count];
        Arrays.fill(words, what);
        return words;
    }

    @Test
    public void runsTwoHundredTasksAndListsTheirOutput() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, cluster.request(times(200, "ok")));
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        Map<String, Object> result = outcome.result();
        assertThat(result.get("completed"), is(200L));
        assertThat(result.get("outputFiles"), is(200L));
        assertThat(jenkins.artifact("outputs.csv").lines().count(), is(201L));
        assertThat(
                jenkins.artifact("groups.csv")
                        .lines()
                        .filter(line -> line.contains(",completed,"))
                        .count(),
                is(200L));
        assertThat(Files.readString(cluster.output().resolve("W1200/result.csv")), is("W1200,image.tif\n"));
        assertThat("a line is said when something changed, and not on every poll", jenkins.log.size(), lessThan(40));
    }

    @Test
    public void tellsFailuresApart() throws Exception {
        SubmitRequest request = cluster.request("ok", "exit-7", "kill-task", "kill-itself", "nothing", "no-done-file");
        request.maxFailed = 5;
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("completed"), is(1L));
        assertThat(outcome.result().get("failed"), is(5L));
        List<String> groups = jenkins.artifact("groups.csv").lines().toList();
        assertThat(groups.get(2), containsString("exit code 7: ValueError: the images of W1002 are of no use"));
        assertThat(groups.get(3), containsString("ended by signal 9"));
        assertThat(groups.get(4), containsString("CellProfiler was ended by signal 9"));
        assertThat(groups.get(5), containsString("only 0 of 1 image sets"));
        assertThat(groups.get(6), containsString("without having completed"));
        assertThat(Files.exists(cluster.output().resolve("W1002")), is(false));
        assertThat(
                jenkins.log.stream()
                        .filter(line -> line.startsWith("failed: Well=W1002: "))
                        .count(),
                is(1L));
        assertThat(
                jenkins.artifact("junit.xml"),
                containsString("exit code 7: ValueError: the images of W1002 are of no use"));
        assertThat(jenkins.log, hasItem("groups       6"));
        assertThat(jenkins.log, hasItem("  failed     5"));
        assertThat(jenkins.log, hasItem("image sets   1 of 6"));
        assertThat(jenkins.log, hasItem(startsWith("files        1 (")));
    }

    @Test
    public void archivesAPictureOfEachPlate() throws Exception {
        SubmitRequest request = cluster.request("ok", "exit-7");
        request.dataFileText = request.dataFileText.replace("W1001", "A01").replace("W1002", "B03");
        request.maxFailed = 1;
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        assertThat(jenkins.runToEnd().kind(), is(Outcome.Kind.DONE));
        assertThat(jenkins.artifact("plate-1.svg"), containsString("A01: completed"));
        assertThat(jenkins.artifact("plate-1.svg"), containsString("B03: failed: CellProfiler ended with exit code 7"));
    }

    @Test
    public void failsTheBuildWhenMoreGroupsFailThanAllowed() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, cluster.request("ok", "exit-7"));
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(outcome.message(), startsWith("1 of 2 groups failed or were lost"));
        assertThat(outcome.message(), containsString("Well=W1002"));
        assertThat(jenkins.artifact("summary.json"), containsString("\"failedGroups\" : [ \"Well=W1002\" ]"));
    }

    @Test
    public void reachesTheSameEndWhenItIsReloadedAfterEveryMove() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, cluster.request("ok", "exit-7", "ok"));
        while (!jenkins.move()) {
            jenkins.reload();
        }
        jenkins.reload();
        assertThat(jenkins.submission().outcome().kind(), is(Outcome.Kind.FAILED));
        assertThat(
                jenkins.artifact("groups.csv")
                        .lines()
                        .filter(line -> line.contains(",completed,"))
                        .count(),
                is(2L));
        assertThat(
                jenkins.log.stream().filter(line -> line.startsWith("failed: ")).count(), is(1L));
        assertThat(
                jenkins.log.stream()
                        .filter(line -> line.startsWith("submitted "))
                        .count(),
                is(1L));
    }

    @Test
    public void survivesARestartOfTheController() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, cluster.request(times(12, "wait")));
        jenkins.runUntil(s -> s.groupTasks.states != null && s.groupTasks.states.count(GroupState.RUNNING) > 0);
        HEAD_NODE.part("slurmctld", "stop");
        cluster.go();
        jenkins.move();
        HEAD_NODE.part("slurmctld", "start");
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("completed"), is(12L));
    }

    @Test
    public void survivesALostConnection() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, cluster.request(times(12, "wait")));
        jenkins.runUntil(s -> s.groupTasks.states != null && s.groupTasks.states.count(GroupState.RUNNING) > 0);
        HEAD_NODE.part("sshd", "kill");
        cluster.go();
        for (int i = 0; i < 3; i++) {
            jenkins.move();
        }
        HEAD_NODE.part("sshd", "start");
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("completed"), is(12L));
        assertThat("too short to be worth a line", jenkins.log, everyItem(not(containsString("no answer"))));
    }

    @Test
    public void anAbortInAnyPhaseLeavesNothing() throws Exception {
        SubmitRequest request = cluster.request("wait", "stubborn", "wait", "wait");
        for (SubmitPhase phase : SubmitPhase.values()) {
            if (phase.compareTo(SubmitPhase.FOLLOW) > 0 || Cluster.NOT_PASSED_THROUGH.contains(phase)) {
                continue; // nothing is left to abort after FOLLOW
            }
            TestSubmitContext jenkins = new TestSubmitContext(
                    cluster.folder().resolve("build-" + phase),
                    cluster.shell(),
                    new Submission(
                            "abort-" + cluster.folder().getFileName() + "-" + phase.ordinal(), request, Instant.now()));
            jenkins.save();
            jenkins.runUntil(s -> s.phase() == phase);
            if (phase == SubmitPhase.FOLLOW) {
                jenkins.runUntil(s -> s.groupTasks.states.count(GroupState.RUNNING) == 4);
            }
            Outcome outcome = jenkins.abort();
            assertThat(phase + ": " + outcome.message(), outcome.kind(), is(Outcome.Kind.STOPPED));
            assertThat(phase + " leaves nothing to say", outcome.message(), is(""));
            assertThat(
                    phase + " leaves a folder only where tasks have begun",
                    Files.exists(Path.of(jenkins.submission().state().remoteFolder())),
                    is(phase == SubmitPhase.FOLLOW));
            assertThat(phase + " leaves no task", cluster.queue(jenkins.submission()), is(""));
            assertThat(phase + " leaves no process", cluster.processes(), is(empty()));
        }
    }

    @Test
    public void anAbortKeepsWhatCompletedAndCallsTheRestCancelled() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, cluster.request("wait", "hang", "wait", "hang"));
        jenkins.runUntil(s -> s.groupTasks.states != null && s.groupTasks.states.count(GroupState.RUNNING) == 4);
        cluster.go();
        while (!Files.exists(cluster.output().resolve("W1001"))
                || !Files.exists(cluster.output().resolve("W1003"))) {
            Thread.sleep(100); // nobody has looked at the tasks since
        }
        jenkins.submission().stop();
        while (!jenkins.move()) {
            jenkins.reload();
        }
        assertThat(jenkins.submission().outcome().kind(), is(Outcome.Kind.STOPPED));
        assertThat(jenkins.submission().outcome().message(), is(""));
        assertThat(
                jenkins.log.get(jenkins.log.size() - 1),
                is("cancelled: nothing of it is left in Slurm; 2 of 4 groups were completed, and stay"));
        assertThat("nothing is said twice", jenkins.log.stream().distinct().toList(), is(jenkins.log));
        assertThat(
                jenkins.groups("state", "reason"),
                is(List.of(
                        "completed ",
                        "cancelled the build was stopped before it was done",
                        "completed ",
                        "cancelled the build was stopped before it was done")));
        assertThat("where it ran", jenkins.groups("node"), everyItem(not(is(""))));
        assertThat("how long", jenkins.groups("seconds").get(0), not(is("")));
        assertThat(jenkins.artifact("summary.json"), containsString("\"cancelled\" : 2"));
        assertThat(jenkins.artifact("summary.json"), containsString("\"status\" : \"stopped\""));
        assertThat(
                "a header and two files",
                jenkins.artifact("outputs.csv").lines().toList(),
                hasSize(3));
        SubmissionView view = SubmissionView.read(jenkins.folder(), null);
        assertThat(view.counts().words(), is("2 completed, 2 cancelled"));
        assertThat(view.archived(), is(true));
    }

    @Test
    public void theEndOfItsTimeKeepsWhatCompleted() throws Exception {
        SubmitRequest request = cluster.request("ok", "hang");
        request.timeoutMinutes = 3;
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        jenkins.runUntil(s -> s.groupTasks.states != null && s.groupTasks.states.ended() == 1);
        jenkins.skipUntil(s -> jenkins.submission().undoing());
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(outcome.message(), startsWith("Timed out at "));
        assertThat(
                jenkins.groups("state", "reason"),
                is(List.of("completed ", "cancelled the step failed before it was done")));
        assertThat(jenkins.artifact("outputs.csv"), containsString("result.csv"));
    }

    @Test
    public void takesCpusInProportionWhereSlurmDoesNotScheduleMemory() throws Exception {
        SubmitRequest request = cluster.request("wait", "wait", "wait");
        request.memory = "5G";
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        // of a node with 8 CPUs and 15 GB, a task takes 3
        jenkins.runUntil(s -> s.groupTasks.states != null && s.groupTasks.states.count(GroupState.RUNNING) == 2);
        assertThat(jenkins.log, hasItem(containsString("each task takes 3 CPUs")));
        cluster.go();
        assertThat(jenkins.runToEnd().message(), is(""));
    }

    @Test
    public void findsWhatIsWrongBeforeAnythingIsStarted() throws Exception {
        SubmitRequest request = cluster.request("ok");
        request.partition = "gpu";
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), containsString("no partition gpu"));

        request = cluster.request("ok");
        request.images = "/no/such/folder";
        assertThat(TestSubmitContext.of(cluster, request).runToEnd().message(), containsString("/no/such/folder"));

        request = cluster.request("ok");
        request.output = "/proc/output";
        assertThat(TestSubmitContext.of(cluster, request).runToEnd().message(), containsString("output: "));

        request = cluster.request("ok");
        request.groupBy = "Plate";
        jenkins = TestSubmitContext.of(cluster, request);
        assertThat(jenkins.runToEnd().message(), containsString("no column Metadata_Plate"));
        assertThat(jenkins.log, not(hasItem(startsWith("submitted"))));
    }

    @Test
    public void makesTheTableOutOfFileNames() throws Exception {
        for (String name : List.of(
                "P 1/A01_s1_wDNA.tif",
                "P 1/A01_s1_wActin.tif",
                "P 1/A02_s1_wDNA.tif",
                "P 1/A02_s1_wActin.tif",
                "notes.txt")) {
            Files.createDirectories(
                    cluster.folder().resolve("images").resolve(name).getParent());
            Files.writeString(cluster.folder().resolve("images").resolve(name), "x");
        }
        SubmitRequest request = cluster.request("");
        request.dataFileText = "";
        request.images = cluster.folder().resolve("images").toString();
        request.imagePattern = "(?<Plate>[^/]+)/(?<Well>[A-Z][0-9]+)_s(?<Site>[0-9]+)_w(?<Channel>[^.]+)[.]tif";
        request.groupBy = "Plate,Well";
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("groups"), is(2L));
        assertThat(Files.exists(cluster.output().resolve("P%201-A02/result.csv")), is(true));
        assertThat(jenkins.log, hasItem(containsString("1 files below")));
    }
}
