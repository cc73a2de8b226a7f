package io.jenkins.plugins.hummingbird.submit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Submissions whose cluster fails them, on a Slurm that forgets its jobs after three seconds. */
public class FaultsTest {
    private static final int MIN_JOB_AGE = 3;

    @ClassRule
    public static final HeadNodeRule HEAD_NODE =
            HeadNodeRule.with().cpus(8).minJobAge(MIN_JOB_AGE).build();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private static List<String> states(TestSubmitContext jenkins) throws IOException {
        return jenkins.groups("folder", "state");
    }

    @Test
    public void aControllerThatIsDownForLongerThanItKnowsJobsLosesNone() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, cluster.request("wait", "ok", "wait", "exit-7"));
        jenkins.runUntil(s -> s.groupTasks.states != null && s.groupTasks.states.count(GroupState.RUNNING) == 2);
        HEAD_NODE.part("slurmctld", "stop");
        cluster.go();
        TimeUnit.SECONDS.sleep(MIN_JOB_AGE + 2);
        jenkins.move();
        HEAD_NODE.part("slurmctld", "start");
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), startsWith("1 of 4 groups failed or were lost"));
        assertThat(
                states(jenkins), is(List.of("W1001 completed", "W1002 completed", "W1003 completed", "W1004 failed")));
        assertThat(jenkins.figures(), is(List.of("groups 4", "completed 3", "failed 1", "image sets 3 of 4")));
    }

    @Test
    public void anArrayThatAKilledControllerLostIsSubmittedAgain() throws Exception {
        SubmitRequest request = cluster.request("ok", "ok", "ok");
        request.retries = 1;
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        HEAD_NODE.part("slurmd", "stop");
        HEAD_NODE.part("slurmctld", "stop");
        Path state = HEAD_NODE.shared().resolveSibling("state");
        Path before = HEAD_NODE.shared().resolve("state before");
        copy(state, before);
        HEAD_NODE.part("slurmctld", "start");
        jenkins.runUntil(s -> s.phase() == SubmitPhase.FOLLOW);
        HEAD_NODE.part("slurmctld", "kill");
        copy(before, state);
        HEAD_NODE.part("slurmctld", "start");
        HEAD_NODE.part("slurmd", "start");
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(said(jenkins, "lost: ").get(0), containsString("it may never have begun"));
        assertThat(said(jenkins, "3 groups are tried again"), hasSize(1));
        assertThat(states(jenkins), is(List.of("W1001 completed", "W1002 completed", "W1003 completed")));
        assertThat(jenkins.figures(), is(List.of("groups 3", "completed 3", "image sets 3")));
    }

    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        Process cp = new ProcessBuilder(
                        "sh", "-c", "rm -rf -- \"$2\" && cp -a -- \"$1\" \"$2\"", "sh", "" + from, "" + to)
                .inheritIO()
                .start();
        assertThat(cp.waitFor(), is(0));
    }

    private static List<String> said(TestSubmitContext jenkins, String beginning) {
        return jenkins.log.stream().filter(line -> line.startsWith(beginning)).toList();
    }

    @Test
    public void aConnectionThatIsLostForTenMinutesIsSaidOnce() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, cluster.request("wait", "ok"));
        jenkins.runUntil(s -> s.groupTasks.states != null && s.groupTasks.states.ended() == 1);
        HEAD_NODE.part("sshd", "kill");
        cluster.go();
        jenkins.moveFor(Duration.ofMinutes(9));
        int lines = jenkins.log.size();
        jenkins.moveFor(Duration.ofMinutes(20));
        assertThat(jenkins.log, hasSize(lines + 1));
        assertThat(jenkins.log.get(lines), containsString("no answer"));
        HEAD_NODE.part("sshd", "start");
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(states(jenkins), is(List.of("W1001 completed", "W1002 completed")));
        assertThat(jenkins.figures(), is(List.of("groups 2", "completed 2", "image sets 2")));
    }

    @Test
    public void anAbortWhoseHostDoesNotAnswerEndsAndHasItsArtifacts() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, cluster.request("wait", "ok"));
        jenkins.runUntil(s -> s.groupTasks.states != null && s.groupTasks.states.ended() == 1);
        HEAD_NODE.part("sshd", "kill");
        try {
            jenkins.submission().stop();
            Instant begin = jenkins.now();
            jenkins.skipUntil(s -> false);
            assertThat(Duration.between(begin, jenkins.now()).toMinutes(), is(lessThan(4L)));
        } finally {
            cluster.go();
            HEAD_NODE.part("sshd", "start");
        }
        Outcome outcome = jenkins.submission().outcome();
        assertThat(outcome.kind(), is(Outcome.Kind.STOPPED));
        assertThat(outcome.message(), containsString(" did not answer ("));
        assertThat(outcome.message(), containsString("Its tasks may still run on "));
        assertThat(
                jenkins.groups("state", "reason"),
                is(List.of(
                        "cancelled the build was stopped before it was done; its task may still run", "completed ")));
        assertThat(
                jenkins.log.get(jenkins.log.size() - 1),
                is("given up: 1 of 2 groups are known to be completed, and stay"));
    }
}
