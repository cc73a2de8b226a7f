package io.jenkins.plugins.hummingbird.submit.board;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.slurm.JobState;
import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import org.junit.Test;

public class RetryRemedyTest {
    private static RetryRemedy recorded(String reason, int code) {
        return GroupRecord.parseLine("1\t0.0\tfailed\t" + code + "\t0\t1\tnode\t1\t2\t" + reason + "\t0\t")
                .reason()
                .remedy();
    }

    private static RetryRemedy slurm(JobState state, int status) {
        return RetryRemedy.of(new QueuedTask(1, 1, state, status));
    }

    @Test
    public void whatFailedByItselfIsTriedAgain() {
        assertThat(recorded("exit", 255), is(RetryRemedy.AGAIN));
        assertThat(recorded("image-sets", 0), is(RetryRemedy.AGAIN));
        assertThat("the node did not see the folder", slurm(JobState.FAILED, 76 << 8), is(RetryRemedy.AGAIN));
        assertThat(slurm(JobState.FAILED, 7 << 8), is(RetryRemedy.AGAIN));
    }

    @Test
    public void aFileThatMayBeMissingInTheHomeDoesNotEndIt() {
        String line = "1\t0.0\tfailed\t1\t0\t1\tnode\t1\t2\thome\t0\t.models/x.bin";
        assertThat(GroupRecord.parseLine(line).reason().remedy(), is(RetryRemedy.AGAIN));
    }

    @Test
    public void whatIsLostIsTriedAgain() {
        assertThat(RetryRemedy.of(null), is(RetryRemedy.AGAIN));
    }

    @Test
    public void whatWouldHappenAgainIsNot() {
        assertThat(recorded("time-limit", 1), is(RetryRemedy.NONE));
        assertThat(recorded("disk-full", 1), is(RetryRemedy.NONE));
        assertThat(recorded("occupied", 0), is(RetryRemedy.NONE));
        assertThat(slurm(JobState.TIMED_OUT, 9), is(RetryRemedy.NONE));
        assertThat("the status could not be written", slurm(JobState.FAILED, 74 << 8), is(RetryRemedy.NONE));
    }

    @Test
    public void whatSomebodyCancelledIsNot() {
        assertThat(recorded("cancelled", 1), is(RetryRemedy.NONE));
        assertThat(slurm(JobState.CANCELLED, 9), is(RetryRemedy.NONE));
    }

    @Test
    public void whatRanOutOfMemoryGetsMore() {
        assertThat(recorded("memory", 1), is(RetryRemedy.MORE_MEMORY));
        assertThat(slurm(JobState.OUT_OF_MEMORY, 9), is(RetryRemedy.MORE_MEMORY));
        assertThat("without cgroups", slurm(JobState.FAILED, 9), is(RetryRemedy.MORE_MEMORY));
    }

    @Test
    public void whatItsNodeIsToBlameForGoesToAnother() {
        assertThat(recorded("scratch", 1), is(RetryRemedy.OTHER_NODE));
        assertThat(recorded("plan", 1), is(RetryRemedy.OTHER_NODE));
        assertThat(slurm(JobState.NODE_FAILED, 0), is(RetryRemedy.OTHER_NODE));
    }
}
