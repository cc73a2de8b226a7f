package io.jenkins.plugins.hummingbird.submit.poll;

import static io.jenkins.plugins.hummingbird.submit.poll.PolledArrays.indexes;
import static io.jenkins.plugins.hummingbird.submit.poll.PolledArrays.recorded;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Looks at tasks that submissions share. */
public class TaskPollTest {
    private static final Pattern QUESTION =
            Pattern.compile("\\s+REQUEST_((?:JOB|PARTITION)\\w+)\\s+\\(.*?count:(\\d+).*");

    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.with().cpus(4).build();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    @Rule(order = 1)
    public final PolledArrays arrays = new PolledArrays(cluster);

    @Test
    public void allSubmissionsAreToldByOneLookAndOneSqueue() throws Exception {
        List<PollRequest> requests = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            requests.add(arrays.request("plan " + i, arrays.array("many-" + i, i), "1-" + i));
            arrays.record("plan " + i, i, "0.0.1a", "completed");
        }
        for (PollRequest request : requests) {
            arrays.ask(request);
        }
        arrays.pass();
        cluster.slurm("sdiag", "--reset");
        int before = arrays.headNode.commands.get();
        for (int i = 1; i <= 5; i++) {
            PollAnswer answer = arrays.ask(requests.get(i - 1));
            assertThat(indexes(answer).size(), is(i));
            assertThat(recorded(answer), is(Set.of(i)));
        }
        assertThat(arrays.headNode.commands.get() - before, is(1));
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
            assertThat("what was told before", arrays.ask(request), is(nullValue()));
        }
    }

    @Test
    public void aLookIsMadeForThoseWhoAskedInTheLastMinute() throws Exception {
        PollRequest one = arrays.request("one", arrays.array("one", 1), "1");
        PollRequest other = arrays.request("other", arrays.array("other", 1), "1");
        arrays.ask(one);
        arrays.ask(other);
        arrays.pass();
        assertThat(arrays.ask(one), is(notNullValue()));
        assertThat(arrays.ask(other), is(notNullValue()));
        arrays.now = arrays.now.plusSeconds(90);
        assertThat(arrays.ask(one), is(notNullValue()));
        assertThat("the look was made without it", arrays.ask(other), is(nullValue()));
        arrays.pass();
        assertThat(arrays.ask(other), is(notNullValue()));
    }

    @Test
    public void aLookFromBeforeAnArrayWasSubmittedTellsNothing() throws Exception {
        String first = arrays.array("first", 2);
        PollRequest other = arrays.request("other", arrays.array("other", 1), "1");
        arrays.ask(arrays.request("plan", first, "1-2"));
        arrays.pass();
        arrays.ask(other);
        String both = first + "," + arrays.array("second", 3);
        assertThat(arrays.ask(arrays.request("plan", both, "1-5")), is(nullValue()));
        arrays.pass();
        assertThat(indexes(arrays.ask(arrays.request("plan", both, "1-5"))), is(List.of(1, 1, 2, 2, 3)));
    }

    @Test
    public void nobodyWaitsForTheLookOfAnotherOne() throws Exception {
        PollRequest one = arrays.request("one", arrays.array("one", 1), "1");
        PollRequest other = arrays.request("other", arrays.array("other", 1), "1");
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Shell slow = command -> {
            looking.countDown();
            try {
                goOn.await(Patience.SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return arrays.headNode.run(command);
        };
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<PollAnswer> answer = threads.submit(() -> arrays.ask(slow, one));
            assertThat(looking.await(Patience.SECONDS, TimeUnit.SECONDS), is(true));
            assertThat(arrays.ask(other), is(nullValue()));
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
        PollRequest one = arrays.request("one", arrays.array("one", 1), "1");
        PollRequest other = arrays.request("other", arrays.array("other", 1), "1");
        IOException broken = new IOException("the connection broke");
        assertThrows(IOException.class, () -> arrays.ask(failing(broken), one));
        assertThat(assertThrows(IOException.class, () -> arrays.ask(other)), is(sameInstance(broken)));
        arrays.pass();
        assertThat(indexes(arrays.ask(other)), is(List.of(1)));
        assertThat(indexes(arrays.ask(one)), is(List.of(1)));
    }

    @Test
    public void whatEndsOneSubmissionIsItsOwn() throws Exception {
        PollRequest one = arrays.request("one", arrays.array("one", 1), "1");
        PollRequest other = arrays.request("other", arrays.array("other", 1), "1");
        assertThrows(OperationException.class, () -> arrays.ask(failing(new OperationException("refused")), one));
        assertThat(indexes(arrays.ask(other)), is(List.of(1)));
    }

    @Test
    public void looksAreSharedByThoseWhoLogInAlikeAndHaveTheSameFileSystem() throws Exception {
        TaskPolls polls = new TaskPolls();
        TaskPoll first = polls.at(cluster.shell(), "/shared/a/output", arrays.now);
        assertThat(polls.at(cluster.shell(), "/shared/b", arrays.now), is(sameInstance(first)));
        assertThat(polls.at(cluster.shell(), "", arrays.now), is(not(sameInstance(first))));
        assertThat(polls.at(cluster.shell(), "/fsx/a", arrays.now), is(not(sameInstance(first))));
        assertThat(polls.at(cluster.shell("localhost", null), "/shared/a", arrays.now), is(not(sameInstance(first))));
    }

    @Test
    public void aClockThatIsPutBackKeepsNobodyFromLooking() throws Exception {
        PollRequest request = arrays.request("plan", arrays.array("clock", 1), "1");
        arrays.ask(request);
        arrays.now = arrays.now.minusSeconds(3600);
        assertThat(indexes(arrays.ask(request)), is(List.of(1)));
    }
}
