package io.jenkins.plugins.hummingbird.submit.usage;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.submit.board.Execution;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import java.util.Arrays;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class AdviceTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private CountedSubmission submission;

    @Before
    public void begin() {
        submission = new CountedSubmission(temporary.getRoot().toPath());
    }

    private CountedSubmission peak(long mebibytes) throws Exception {
        return submission.completed(1).ended(1, 0, "n1", 0, 60, mebibytes, Execution.COMPLETED);
    }

    private String memory(String asked, long peak) throws Exception {
        submission.request.memory = asked;
        return (String) peak(peak).usage().values().get("memoryAdvice");
    }

    private String timeLimit(String asked, long seconds) throws Exception {
        submission.request.timeLimit = asked;
        submission.completed(1).took(1, 0, "n1", 0, seconds);
        return (String) submission.usage().values().get("timeLimitAdvice");
    }

    @Test
    public void saysWhatWasAskedForWhatThePeakWasAndWhatWouldDo() throws Exception {
        submission.request.memory = "4G";
        assertThat(
                peak(1331).usage().rows().get("memory"),
                is("asked for 4 GB, the peak was 1.3 GB: memory: '2G' would do"));
    }

    @Test
    public void memoryIsThePeakAndAThirdMoreInStepsThatPeopleWrite() throws Exception {
        assertThat("no less than that", memory("4G", 20), is("500M"));
        assertThat(memory("4G", 385), is("1G"));
        assertThat(memory("4G", 1000), is("1500M"));
        assertThat(memory("16G", 3000), is("4G"));
        assertThat("whole gigabytes from there on", memory("16G", 3200), is("5G"));
    }

    @Test
    public void doesNotAdviseForLessThanAQuarter() throws Exception {
        assertThat(memory("2G", 1100), is("1500M"));
        assertThat(memory("1900M", 1100), is(""));
        assertThat("of 600M, 500M is too much", memory("600M", 20), is(""));
    }

    @Test
    public void doesNotAdviseWhereThePeakIsNotKnown() throws Exception {
        assertThat(memory("4G", 0), is(""));
    }

    @Test
    public void doesNotAdviseLessWhereAnAttemptHadTooLittle() throws Exception {
        submission.completed(1).retry(1, 2);
        submission.ended(1, 0, "n1", 0, 60, 300, "memory");
        submission.ended(1, 1, "n1", 60, 120, 300, Execution.COMPLETED);
        assertThat(submission.usage().values().get("memoryAdvice"), is(""));
    }

    @Test
    public void doesNotAdviseWhereSlurmEndedATask() throws Exception {
        peak(300).ended(1, 1, "n1", 60, 120, 0, Execution.KILLED);
        assertThat(submission.usage().values().get("memoryAdvice"), is(""));
        assertThat(submission.usage().values().get("timeLimitAdvice"), is(""));
    }

    @Test
    public void fewGroupsSayNothingOfOthersThatFailed() throws Exception {
        assertThat(adviceOfCompleted(19), is(""));
        assertThat(adviceOfCompleted(20), is("500M"));
    }

    private String adviceOfCompleted(int completed) throws Exception {
        GroupState[] states = new GroupState[completed + 1];
        Arrays.fill(states, GroupState.COMPLETED);
        states[completed] = GroupState.FAILED;
        submission.groups(states);
        for (int group = 1; group <= completed; group++) {
            submission.ended(group, 0, "n1", 0, 60, 300, Execution.COMPLETED);
        }
        submission.ended(completed + 1, 0, "n1", 0, 60, 350, "exit");
        return (String) submission.usage().values().get("memoryAdvice");
    }

    @Test
    public void theTimeLimitIsTwiceTheLongestTask() throws Exception {
        assertThat(timeLimit("4h", 5), is("15m"));
        assertThat(timeLimit("4h", 40 * 60), is("1h30m"));
        assertThat(timeLimit("1d", 3600), is("2h"));
        assertThat("less than a quarter", timeLimit("1h45m", 40 * 60), is(""));
        assertThat("its least", timeLimit("15m", 5), is(""));
    }

    @Test
    public void aTaskTakesAsLongAsItsGroupsTogether() throws Exception {
        submission.request.groupsPerTask = 2;
        submission.request.timeLimit = "90m";
        submission.completed(3);
        submission.took(1, 0, "n1", 0, 500).took(2, 0, "n1", 500, 1000).took(3, 0, "n1", 0, 900);
        assertThat(
                submission.usage().rows().get("time limit"),
                is("asked for 1h30m, the longest task took 17 min: timeLimit: '45m' would do"));
    }

    @Test
    public void aTaskTakesAsLongAsItsLastExecution() throws Exception {
        submission.requeued(1, "n2", 0, 5000);
        assertThat(timeLimit("4h", 5), is("15m"));
    }

    @Test
    public void longTimeLimitsAreWholeHours() throws Exception {
        submission.request.groupsPerTask = 3;
        submission.request.timeLimit = "1d";
        submission
                .completed(3)
                .took(1, 0, "n1", 0, 3600)
                .took(2, 0, "n1", 0, 3600)
                .took(3, 0, "n1", 0, 100);
        assertThat(submission.usage().values().get("timeLimitAdvice"), is("5h"));
    }

    @Test
    public void doesNotAdviseAShorterTimeWhereAClockWasSetBack() throws Exception {
        submission.completed(2).took(1, 0, "n1", 0, 60).took(2, 0, "n2", 3600, 1000);
        assertThat(submission.usage().values().get("timeLimitAdvice"), is(""));
    }

    @Test
    public void doesNotAdviseAShorterTimeWhereATaskReachedItsLimit() throws Exception {
        submission.completed(1);
        submission.ended(1, 0, "n1", 0, 600, 300, "time-limit").took(1, 1, "n1", 600, 700);
        assertThat(submission.usage().values().get("timeLimitAdvice"), is(""));
    }
}
