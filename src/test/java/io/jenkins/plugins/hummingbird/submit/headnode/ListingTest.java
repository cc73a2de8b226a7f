package io.jenkins.plugins.hummingbird.submit.headnode;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedCommand;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.Submission;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** What is listed on the head node by commands that outlive their connection. */
public class ListingTest {
    /** Stands in for a listing that takes long: whoever starts it again finds it running. */
    private static final String ENDLESS = "printf 'P1/A09_s1_wDNA.tif\\0'; echo $PPID >\"$1/pid\"; sleep 600 & wait";

    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private Shell shell;
    private SubmitRequest request;
    private String id;

    @Before
    public void images() throws Exception {
        shell = cluster.shell();
        Path images = cluster.folder().resolve("images");
        Files.createDirectories(images.resolve("P1"));
        for (String name : List.of("A01_s1_wDNA.tif", "A02_s1_wDNA.tif")) {
            Files.writeString(images.resolve("P1").resolve(name), "x");
        }
        request = cluster.request("");
        request.dataFileText = "";
        request.images = images.toString();
        request.imagePattern = "(?<Plate>[^/]+)/(?<Well>[A-Z][0-9]+)_s(?<Site>[0-9]+)_w(?<Channel>[^.]+)[.]tif";
        request.groupBy = "Well";
        id = "listing-" + cluster.folder().getFileName();
    }

    private TestSubmitContext jenkins(Shell headNode, Instant begin) throws Exception {
        TestSubmitContext jenkins =
                new TestSubmitContext(cluster.folder().resolve(id), headNode, new Submission(id, request, begin));
        jenkins.save();
        return jenkins;
    }

    /** The folders of this test's commands on the head node. */
    private List<String> left() throws IOException {
        Path home = Path.of("/var/tmp/hummingbird-" + Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        try (Stream<Path> folders = Files.list(home)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.startsWith(id + "."))
                    .toList();
        }
    }

    private void startEndless() throws Exception {
        new DetachedCommand(id + ".images")
                .start(
                        shell,
                        new byte[0],
                        List.of(
                                "bash",
                                "-c",
                                ENDLESS,
                                "endless",
                                cluster.folder().toString()));
    }

    private static void assertListed(TestSubmitContext jenkins) throws IOException {
        Outcome outcome = jenkins.submission().outcome();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("completed"), is(2L));
        assertThat(
                jenkins.artifact("outputs.csv")
                        .lines()
                        .map(line -> line.split(",")[0])
                        .toList(),
                containsInAnyOrder("path", "A01/result.csv", "A02/result.csv"));
    }

    @Test
    public void foldersAsPeopleHaveThemAreListedAndWhatIsLeftOutIsNamed() throws Exception {
        Path images = cluster.folder().resolve("images");
        Path elsewhere = Files.createDirectories(cluster.folder().resolve("elsewhere"));
        Files.move(images.resolve("P1/A02_s1_wDNA.tif"), elsewhere.resolve("A02_s1_wDNA.tif"));
        Files.createSymbolicLink(images.resolve("P2"), elsewhere);
        Files.createSymbolicLink(images.resolve("P3"), elsewhere);
        Files.writeString(images.resolve("P1/._A01_s1_wDNA.tif"), "of macOS");
        Files.writeString(images.resolve("P1/.A04_s1_wDNA.tif"), "an image");
        Path bad = Files.createDirectories(images.resolve("P4"));
        String[] move = {"bash", "-c", "cd -- \"$1\" && mv P4 $'P\\xc3(' && : >$'P\\xc3(/A03_s1_wDNA.tif'", "mv"};
        List<String> words = new ArrayList<>(List.of(move));
        words.add(bad.getParent().toString());
        assertThat(new ProcessBuilder(words).start().waitFor(), is(0));
        request.output = images.resolve("results").toString();
        TestSubmitContext jenkins = jenkins(shell, Instant.now());
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("completed"), is(2L));
        String log = String.join("\n", jenkins.log);
        assertThat(
                log,
                containsString("WARNING: 1 names below " + images
                        + " are not in UTF-8 and are left out: P\\xC3(/A03_s1_wDNA.tif. Rename them"));
        assertThat(log, containsString("or in which it lies: P3"));
        assertThat(
                log,
                containsString(
                        "1 folders or images below " + images + " are hidden and left out: their names begin with a"
                                + " dot; the first are P1/.A04_s1_wDNA.tif. Rename what is to be analysed"));
        assertThat(log, containsString("output lies below images: what is in it is not taken for images"));
        assertThat("nothing that could be an image", log, not(containsString("do not match")));
        jenkins = TestSubmitContext.of(cluster, request);
        assertThat(
                "its own results are no images the next time",
                jenkins.runToEnd().result().get("skipped"),
                is(2L));
    }

    @Test
    public void goesOnWhenEachAnswerIsLostOnceAndTheProcessIsStartedAnewAfterEachMove() throws Exception {
        Set<String> lost = new LinkedHashSet<>();
        Pattern asked = Pattern.compile("[.](images|inputs|done|records|outputs): ([a-z]+)");
        Shell losing = command -> {
            var result = shell.run(command);
            Matcher action = asked.matcher(command.toString());
            if (action.find() && lost.add(action.group(1) + " " + action.group(2))) {
                throw new IOException("the connection broke");
            }
            return result;
        };
        TestSubmitContext jenkins = jenkins(losing, Instant.now());
        while (!jenkins.move()) {
            jenkins.reload();
        }
        jenkins.reload();
        assertListed(jenkins);
        assertThat(lost.size(), is(15));
        assertThat(left(), is(List.of()));
    }

    @Test
    public void goesOnWhenTheProcessEndsBeforeAMoveOfItIsSaved() throws Exception {
        // in each until the move with which it is over
        Set<String> left =
                new HashSet<>(Set.of("LIST_IMAGES", "CHECK_INPUTS", "SKIP_DONE", "READ_RECORDS", "LIST_OUTPUTS"));
        TestSubmitContext jenkins = jenkins(shell, Instant.now());
        Path state = cluster.folder().resolve(id).resolve("operation.xml");
        boolean over = false;
        while (!over) {
            String phase = jenkins.submission().phaseName();
            if (left.contains(phase)) {
                byte[] before = Files.readAllBytes(state);
                jenkins.move();
                if (!jenkins.submission().phaseName().equals(phase)) {
                    left.remove(phase);
                }
                Files.write(state, before);
                jenkins.reload();
            }
            over = jenkins.move();
            jenkins.reload();
        }
        assertListed(jenkins);
        assertThat(left, is(Set.of()));
        assertThat(left(), is(List.of()));
    }

    @Test
    public void beginsAnewWhenItIsKilled() throws Exception {
        startEndless();
        TestSubmitContext jenkins = jenkins(shell, Instant.now());
        jenkins.runUntil(s -> Files.exists(cluster.folder().resolve(id).resolve("images.listing")));
        jenkins.reload();
        String pid = Files.readString(cluster.folder().resolve("pid")).strip();
        assertThat(new ProcessBuilder("kill", "-9", "--", "-" + pid).start().waitFor(), is(0));
        jenkins.runToEnd();
        assertListed(jenkins);
        assertThat(left(), is(List.of()));
    }

    @Test
    public void isEndedByAStopAlsoAfterARestart() throws Exception {
        startEndless();
        TestSubmitContext jenkins = jenkins(shell, Instant.now());
        jenkins.runUntil(s -> Files.exists(cluster.folder().resolve(id).resolve("images.listing")));
        jenkins.reload();
        jenkins.submission().stop();
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.kind(), is(Outcome.Kind.STOPPED));
        assertNothingIsLeft(outcome);
    }

    @Test
    public void isEndedByTheEndOfItsTime() throws Exception {
        startEndless();
        request.timeoutMinutes = 60;
        TestSubmitContext jenkins =
                jenkins(shell, Instant.now().minus(Duration.ofMinutes(60)).plus(Duration.ofSeconds(8)));
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(outcome.message(), containsString("timeoutMinutes"));
        assertNothingIsLeft(outcome);
    }

    private void assertNothingIsLeft(Outcome outcome) throws Exception {
        assertThat(outcome.message(), not(containsString("may still run")));
        assertThat(left(), is(List.of()));
        assertThat(cluster.processes(), is(List.of()));
        assertThat(Files.exists(cluster.output().resolve(".hummingbird").resolve(id)), is(false));
    }

    @Test
    public void whatFailsFiveTimesInTheSameWayEndsTheStepWithItsWords() throws Exception {
        TestSubmitContext jenkins = jenkins(shell, Instant.now());
        jenkins.runUntil(s -> s.phase() == SubmitPhase.LIST_IMAGES);
        Path images = cluster.folder().resolve("images");
        Files.move(images, cluster.folder().resolve("away"));
        jenkins.skipUntil(s -> false);
        Outcome outcome = jenkins.submission().outcome();
        assertThat(outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(outcome.message(), containsString("the listing of " + images + " failed with exit code 66: "));
        assertThat(outcome.message(), containsString("It failed so 5 times."));
        assertThat("nothing of it is left", left(), is(List.of()));
    }

    @Test
    public void whatFailsLessOftenIsTriedAgain() throws Exception {
        TestSubmitContext jenkins = jenkins(shell, Instant.now());
        jenkins.runUntil(s -> s.phase() == SubmitPhase.LIST_IMAGES);
        Path images = cluster.folder().resolve("images");
        Files.move(images, cluster.folder().resolve("away"));
        jenkins.runUntil(s -> s.listing != null && s.listing.failures == 2);
        Files.move(cluster.folder().resolve("away"), images);
        jenkins.runToEnd();
        assertListed(jenkins);
    }

    /**
     * Answers as a head node does whose own disk is full, which DetachedCommandFolderTest shows, for this many starts.
     */
    private Shell full(String name, int starts) {
        AtomicInteger left = new AtomicInteger(starts);
        return command -> command.toString().contains("." + name + ": start") && left.getAndDecrement() > 0
                ? new Result(73, "", "there is no room left in /var/tmp/hummingbird-0\n")
                : shell.run(command);
    }

    @Test
    public void withoutRoomBeforeTheSubmissionIsAMistakeThatNamesTheFolder() throws Exception {
        TestSubmitContext jenkins = jenkins(full("images", 9), Instant.now());
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(outcome.message(), containsString("no room left in /var/tmp/hummingbird-0"));
        assertNothingIsLeft(outcome);
    }

    @Test
    public void waitsForRoomWhenTheTasksHaveEndedAndSaysSoOnce() throws Exception {
        TestSubmitContext jenkins = jenkins(full("outputs", 2), Instant.now());
        jenkins.runToEnd();
        assertListed(jenkins);
        assertThat(
                jenkins.log.stream()
                        .filter(line -> line.startsWith("waiting for room on the head node: ")
                                && line.contains("no room left in /var/tmp/hummingbird-0"))
                        .count(),
                is(1L));
    }
}
