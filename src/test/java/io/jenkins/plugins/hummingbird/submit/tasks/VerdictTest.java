package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.slurm.JobState;
import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.time.Duration;
import org.junit.Test;

public class VerdictTest {
    private static String reason(int code, String word, JobState state) {
        GroupRecord record = GroupRecord.parseLine(
                "1\t0.0.ab12\tfailed\t" + code + "\t1\t3\tn1\t1764000000\t1764000060\t" + word + "\t0\t");
        QueuedTask task = new QueuedTask(7, 1, state, 9, null);
        Verdict verdict = Verdict.of(
                record, task, Duration.ofMinutes(1), new FailureSentence(new GroupTasks(), new SubmitRequest()));
        assertThat(verdict.state(), is(GroupState.FAILED));
        return verdict.reason();
    }

    /** Slurm's signals reach CellProfiler before the batch script: it records that CellProfiler was killed, and no more. */
    @Test
    public void aGroupThatWasKilledWithItsTaskFailedForTheReasonOfTheTask() {
        assertThat(reason(143, "exit", JobState.CANCELLED), containsString("cancelled by scancel"));
        assertThat(reason(137, "memory", JobState.CANCELLED), containsString("cancelled by scancel"));
        assertThat(reason(143, "exit", JobState.TIMED_OUT), containsString("time limit"));
    }

    @Test
    public void aGroupThatFailedBeforeItsTaskWasCancelledKeepsItsReason() {
        assertThat(reason(7, "exit", JobState.CANCELLED), containsString("exit code 7"));
        assertThat(reason(143, "exit", JobState.FAILED), containsString("signal 15"));
        assertThat(reason(143, "cancelled", JobState.CANCELLED), is("its task was cancelled by scancel"));
    }
}
