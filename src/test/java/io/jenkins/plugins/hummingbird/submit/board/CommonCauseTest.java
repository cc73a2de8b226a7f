package io.jenkins.plugins.hummingbird.submit.board;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.slurm.JobState;
import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import java.util.List;
import org.junit.Test;

/** Which groups failed for one reason, and which reasons are a node's. */
public class CommonCauseTest {
    private static GroupRecord failed(FailureReason reason, int code) {
        return new GroupRecord(1, "0.0.a", "failed", code, 0, 1, "node1", 100, 142, reason, 0, 0, 0, "");
    }

    private static QueuedTask ended(JobState state, int exitCode, int signal) {
        return new QueuedTask(7, 1, state, exitCode << 8 | signal);
    }

    @Test
    public void theSameExitCodeIsOneReasonAndAnotherIsNot() {
        String seven = CommonCause.of(failed(FailureReason.EXIT, 7), null);
        assertThat(CommonCause.of(failed(FailureReason.EXIT, 7), null), is(seven));
        assertThat(CommonCause.of(failed(FailureReason.EXIT, 1), null), is(not(seven)));
        assertThat(isOne(seven, seven), is(true));
        assertThat(isOne(seven, CommonCause.of(failed(FailureReason.EXIT, 1), null)), is(false));
    }

    @Test
    public void whatLiesInANodeIsNoReasonOfTheGroups() {
        for (FailureReason reason : List.of(
                FailureReason.PLAN,
                FailureReason.SCRATCH,
                FailureReason.SLICE,
                FailureReason.LOG,
                FailureReason.RESULTS)) {
            assertThat(reason.word(), isOne(CommonCause.of(failed(reason, 1), null)), is(false));
        }
        assertThat(isOne(CommonCause.of(null, ended(JobState.NODE_FAILED, 0, 0))), is(false));
        assertThat("does not see output", isOne(CommonCause.of(null, ended(JobState.FAILED, 76, 0))), is(false));
        assertThat("lost", isOne(CommonCause.of(null, null)), is(false));
        assertThat("out of memory", isOne(CommonCause.of(null, ended(JobState.FAILED, 0, 9))), is(true));
    }

    @Test
    public void aRoundBeginsAnew() {
        CommonCause cause = new CommonCause();
        cause.add("exit 7");
        cause.add("exit 1");
        cause.forget();
        assertThat(cause.isKnown(), is(false));
        cause.add("exit 7");
        assertThat(cause.isKnown(), is(true));
    }

    private static boolean isOne(String... words) {
        CommonCause cause = new CommonCause();
        for (String word : words) {
            cause.add(word);
        }
        return cause.isKnown();
    }
}
