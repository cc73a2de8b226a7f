package io.jenkins.plugins.hummingbird.submit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Looks at tasks that submissions share, by a clock that is moved by hand. */
public class TaskPollTest {
    private static final Pattern QUESTION =
            Pattern.compile("\\s+REQUEST_((?:JOB|PARTITION)\\w+)\\s+\\(.*?count:(\\d+).*");

    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.with().cpus(4).build();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private final TaskPoll poll = new TaskPoll();
    private final List<String> jobs = new ArrayList<>();
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private CountedShell headNode;

    @Before
    public void logIn() throws Exception {
        headNode = new CountedShell(cluster.shell());
    }

    @After
    public void endTheJobs() throws Exception {
        for (String job : jobs) {
            cluster.slurm("scancel", job);
        }
    }

    /** An array of tasks that wait, {@code JOB:NAME}. */
    private String array(String name, int tasks) throws Exception {
        String unique = "hummingbird-" + cluster.folder().getFileName() + "-" + name;
        String job = cluster.slurm(
                        "sbatch",
                        "--parsable",
                        "--hold",
                        "--array=1-" + tasks,
                        "--job-name=" + unique,
                        "--output=/dev/null",
                        "--wrap=true")
                .strip();
        jobs.add(job);
        return job + ":" + unique;
    }

    private PollRequest request(String plan, String arrays, String groups) {
        return new PollRequest(cluster.folder() + "/" + plan, 0, arrays, groups);
    }

    private PollAnswer ask(PollRequest request) throws IOException, OperationException {
        return ask(headNode, request);
    }

    private PollAnswer ask(Shell shell, PollRequest request) throws IOException, OperationException {
        return poll.ask(shell, request, () -> now, Duration.ZERO);
    }

    /** Until the next look is due. */
    private void pass() {
        now = now.plus(poll.interval(Duration.ZERO)).plusMillis(1);
    }

    private static List<Integer> indexes(PollAnswer answer) {
        return answer.tasks().stream().map(QueuedTask::index).sorted().toList();
    }

    /** Writes a record as tasks do. */
    private Path record(String plan, int group, String attempt, String state) throws IOException {
        Path record = cluster.folder().resolve(plan + "/tasks/" + TaskRecord.path(group));
        Files.createDirectories(record.getParent());
        Path next = record.resolveSibling(group + "." + attempt + ".new");
        Files.writeString(next, line(group, attempt, state));
        Files.move(next, record, StandardCopyOption.ATOMIC_MOVE);
        return record;
    }

    private static String line(int group, String attempt, String state) {
        return group + "\t" + attempt + "\t" + state + "\t0\t1\t1\tnode1\t1\t2\t\t0\t\n";
    }

    private static Set<Integer> recorded(PollAnswer answer) {
        return answer.records().keySet();
    }

    @Test
    public void allSubmissionsAreToldByOneLookAndOneSqueue() throws Exception {
        List<PollRequest> requests = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            requests.add(request("plan " + i, array("many-" + i, i), "1-" + i));
            record("plan " + i, i, "0.0.1a", "completed");
        }
        for (PollRequest request : requests) {
            ask(request);
        }
        pass();
        cluster.slurm("sdiag", "--reset");
        int before = headNode.commands.get();
        for (int i = 1; i <= 5; i++) {
            PollAnswer answer = ask(requests.get(i - 1));
            assertThat(indexes(answer).size(), is(i));
            assertThat(recorded(answer), is(Set.of(i)));
        }
        assertThat(headNode.commands.get() - before, is(1));
        List<String> asked = cluster.slurm("sdiag")
                .lines()
                .map(QUESTION::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1) + " " + line.group(2))
                .sorted()
                .toList();
        assertThat(asked.toString(), asked.size(), is(2));
        assertThat(asked.toString(), asked.stream().allMatch(line -> line.endsWith(" 1")), is(true));
        for (PollRequest request : requests) {
            assertThat("what was told before", ask(request), is(nullValue()));
        }
    }

    @Test
    public void aLookIsMadeForThoseWhoAskedInTheLastMinute() throws Exception {
        PollRequest one = request("one", array("one", 1), "1");
        PollRequest other = request("other", array("other", 1), "1");
        ask(one);
        ask(other);
        pass();
        assertThat(ask(one), is(notNullValue()));
        assertThat(ask(other), is(notNullValue()));
        now = now.plusSeconds(90);
        assertThat(ask(one), is(notNullValue()));
        assertThat("the look was made without it", ask(other), is(nullValue()));
        pass();
        assertThat(ask(other), is(notNullValue()));
    }

    @Test
    public void aLookFromBeforeAnArrayWasSubmittedTellsNothing() throws Exception {
        String first = array("first", 2);
        PollRequest other = request("other", array("other", 1), "1");
        ask(request("plan", first, "1-2"));
        pass();
        ask(other);
        String both = first + "," + array("second", 3);
        assertThat(ask(request("plan", both, "1-5")), is(nullValue()));
        pass();
        assertThat(indexes(ask(request("plan", both, "1-5"))), is(List.of(1, 1, 2, 2, 3)));
    }

    @Test
    public void anArrayIsFoundByItsIdAndItsNameTogether() throws Exception {
        String one = array("one", 2);
        String other = array("other", 3);
        String mixed = one.substring(0, one.indexOf(':')) + other.substring(other.indexOf(':'));
        assertThat(indexes(ask(request("plan", mixed + "," + other, "1-3"))), is(List.of(1, 2, 3)));
    }

    @Test
    public void recordsOfAnEndAreToldWhateverSlurmSaysOfTheTask() throws Exception {
        PollRequest request = request("plan", array("all", 6), "1-3,5,1004");
        record("plan", 1, "0.0.1a", "completed");
        record("plan", 2, "0.0.1a", "failed");
        record("plan", 3, "0.0.1a", "running");
        record("plan", 4, "0.0.1a", "completed");
        record("plan", 5, "1.0.1a", "failed");
        record("plan", 1004, "0.0.1a", "completed");
        Files.writeString(cluster.folder().resolve("plan/tasks/0/3.0.0.1a.end"), line(3, "0.0.1a", "completed"));
        Files.writeString(cluster.folder().resolve("plan/tasks/0/3.published"), line(3, "0.0.1a", "completed"));
        PollAnswer answer = ask(request);
        assertThat(indexes(answer).size(), is(6));
        assertThat("4 is known, 5 is of another round", recorded(answer), is(Set.of(1, 2, 1004)));
    }

    @Test
    public void aRecordThatSaysNothingNewIsNotReadAgainUntilItIsReplaced() throws Exception {
        PollRequest request = request("plan", array("known", 2), "1-2");
        Path running = record("plan", 1, "0.0.1a", "running");
        assertThat(recorded(ask(request)), is(Set.of()));
        Files.writeString(running, line(1, "0.0.1a", "completed"));
        pass();
        assertThat("tasks do not write into a record", recorded(ask(request)), is(Set.of()));
        record("plan", 1, "0.0.1a", "completed");
        record("plan", 2, "0.0.1a", "completed");
        pass();
        assertThat(recorded(ask(request)), is(Set.of(1, 2)));
    }

    @Test
    public void recordsAreToldWhileTheControllerIsDown() throws Exception {
        PollRequest request = request("plan", array("down", 3), "1-3");
        record("plan", 1, "0.0.1a", "completed");
        record("plan", 2, "0.0.1a", "failed");
        HEAD_NODE.part("slurmctld", "stop");
        try {
            PollAnswer answer = ask(request);
            assertThat(answer.silence(), containsString("squeue"));
            assertThat(recorded(answer), is(Set.of(1, 2)));
            assertThat("completed", answer.tellsOf(1), is(true));
            assertThat("Slurm may begin it anew", answer.tellsOf(2), is(false));
            assertThat("no record", answer.tellsOf(3), is(false));
        } finally {
            HEAD_NODE.part("slurmctld", "start");
        }
    }

    @Test
    public void ofGroupsWhoseRecordsWereTooManyToReadNothingIsConcluded() {
        TaskRecord failed = TaskRecord.parseLine(line(1, "0.0.1a", "failed").replace("\n", ""));
        PollAnswer answer = new PollAnswer(List.of(), null, Map.of(1, failed), false);
        assertThat(answer.tellsOf(1), is(true));
        assertThat(answer.tellsOf(2), is(false));
    }

    @Test
    public void nobodyWaitsForTheLookOfAnotherOne() throws Exception {
        PollRequest one = request("one", array("one", 1), "1");
        PollRequest other = request("other", array("other", 1), "1");
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Shell slow = command -> {
            looking.countDown();
            try {
                goOn.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return headNode.run(command);
        };
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<PollAnswer> answer = threads.submit(() -> ask(slow, one));
            assertThat(looking.await(1, TimeUnit.MINUTES), is(true));
            assertThat(ask(other), is(nullValue()));
            goOn.countDown();
            assertThat(indexes(answer.get()), is(List.of(1)));
        } finally {
            goOn.countDown();
            threads.shutdownNow();
        }
    }

    private static Shell failing(Exception how) {
        return new Shell() {
            @Override
            public Result run(Command command) throws IOException, OperationException {
                if (how instanceof OperationException) {
                    throw (OperationException) how;
                }
                throw (IOException) how;
            }
        };
    }

    @Test
    public void aLookThatFailedIsToldToAllUntilOneSucceeds() throws Exception {
        PollRequest one = request("one", array("one", 1), "1");
        PollRequest other = request("other", array("other", 1), "1");
        IOException broken = new IOException("the connection broke");
        assertThrows(IOException.class, () -> ask(failing(broken), one));
        assertThat(assertThrows(IOException.class, () -> ask(other)), is(sameInstance(broken)));
        pass();
        assertThat(indexes(ask(other)), is(List.of(1)));
        assertThat(indexes(ask(one)), is(List.of(1)));
    }

    @Test
    public void whatEndsOneSubmissionIsItsOwn() throws Exception {
        PollRequest one = request("one", array("one", 1), "1");
        PollRequest other = request("other", array("other", 1), "1");
        assertThrows(OperationException.class, () -> ask(failing(new OperationException("refused")), one));
        assertThat(indexes(ask(other)), is(List.of(1)));
    }

    @Test
    public void looksAreSharedByThoseWhoLogInAlikeAndHaveTheSameFileSystem() throws Exception {
        TaskPolls polls = new TaskPolls();
        TaskPoll first = polls.at(cluster.shell(), "/shared/a/output", now);
        assertThat(polls.at(cluster.shell(), "/shared/b", now), is(sameInstance(first)));
        assertThat(polls.at(cluster.shell(), "/fsx/a", now), is(not(sameInstance(first))));
        assertThat(polls.at(cluster.shell("localhost", null), "/shared/a", now), is(not(sameInstance(first))));
    }

    @Test
    public void aClockThatIsPutBackKeepsNobodyFromLooking() throws Exception {
        PollRequest request = request("plan", array("clock", 1), "1");
        ask(request);
        now = now.minusSeconds(3600);
        assertThat(indexes(ask(request)), is(List.of(1)));
    }
}
