package io.jenkins.plugins.hummingbird.submit.board;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.hummingbird.slurm.JobState;
import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;

/** What people are told while tasks wait. */
public class WaitingTasksTest {
    private static final Instant BEGIN = Instant.parse("2026-11-30T02:00:00Z");

    private final Progress progress = new Progress();

    private static List<QueuedTask> tasks(String... reasons) {
        return Stream.of(reasons)
                .map(reason -> new QueuedTask(7, 1, reason.isEmpty() ? JobState.RUNNING : JobState.WAITING, 0, reason))
                .toList();
    }

    private String waiting(int second, String... reasons) {
        boolean running = List.of(reasons).contains("");
        return progress.waiting(tasks(reasons), running, BEGIN.plusSeconds(second));
    }

    @Test
    public void tellsTheReasonOnceItHasBeenTheSameForAWhile() {
        assertThat(waiting(0, "Resources", "Priority"), is(nullValue()));
        assertThat(progress.waiting(), containsString("2 tasks wait: no node has as many free CPUs"));
        assertThat(waiting(29, "Resources", "Priority"), is(nullValue()));
        assertThat(waiting(30, "Resources", "Priority"), containsString("2 tasks wait: no node has as many free CPUs"));
        assertThat("once", waiting(60, "Resources", "Priority"), is(nullValue()));
        assertThat(waiting(61, "CONFIGURING", "Priority"), is(nullValue()));
        assertThat(waiting(91, "CONFIGURING", "Priority"), is("2 tasks wait: their nodes are being started"));
    }

    @Test
    public void isNoNewsWhileOthersRunUnlessItDoesNotPassByItself() {
        waiting(0, "", "Resources", "Priority");
        assertThat(waiting(100, "", "Resources", "Priority"), is(nullValue()));
        waiting(101, "", "Priority", "Priority", "QOSMaxCpuPerUserLimit");
        assertThat(
                waiting(140, "", "Priority", "Priority", "QOSMaxCpuPerUserLimit"),
                is(
                        "3 tasks wait: a limit of your account or quality of service is reached (QOSMaxCpuPerUserLimit): wait, ask"
                                + " an administrator of Slurm to raise it, or give another --account or --qos in sbatchOptions"));
    }

    @Test
    public void saysWhatToDoWhenNodesCannotBeHad() {
        waiting(0, "ReqNodeNotAvail");
        assertThat(waiting(40, "ReqNodeNotAvail"), containsString("EC2 may have no capacity"));
        waiting(41, "PartitionDown");
        assertThat(waiting(80, "PartitionDown"), containsString("the compute fleet is stopped"));
        waiting(81, "SomethingNew");
        assertThat(
                waiting(120, "SomethingNew"),
                is("1 task waits: SomethingNew (the manual of squeue explains it: JOB REASON CODES)"));
    }

    @Test
    public void isOverWhenNoneWaits() {
        waiting(0, "Resources");
        waiting(1, "");
        assertThat(progress.waiting(), is(""));
        assertThat(waiting(2, "JobHeldUser"), is(nullValue()));
        assertThat("held tasks are told otherwise", progress.waiting(), is(""));
    }
}
