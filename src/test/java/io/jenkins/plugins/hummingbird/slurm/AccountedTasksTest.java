package io.jenkins.plugins.hummingbird.slurm;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.ssh.Command;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Test;

/** What Slurm's accounting says of tasks, and a Slurm that has none. */
public class AccountedTasksTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @ClassRule(order = 1)
    public static final SlurmOnRig RIG = new SlurmOnRig(HEAD_NODE);

    @Test
    public void haveAStateAndAnExitCodeOrASignal() {
        String answer = String.join(
                "\n",
                "12_1|COMPLETED|0:0",
                "12_2|FAILED|7:0",
                "12_3|TIMEOUT|0:0",
                "12_4|OUT_OF_MEMORY|0:125",
                "12_5|NODE_FAIL|1:0",
                "12_6|CANCELLED by 1000|0:9",
                "");
        assertEquals(
                List.of(
                        new QueuedTask(12, 1, JobState.COMPLETED, 0),
                        new QueuedTask(12, 2, JobState.FAILED, 7 << 8),
                        new QueuedTask(12, 3, JobState.TIMED_OUT, 0),
                        new QueuedTask(12, 4, JobState.OUT_OF_MEMORY, 125),
                        new QueuedTask(12, 5, JobState.NODE_FAILED, 1 << 8),
                        new QueuedTask(12, 6, JobState.CANCELLED, 9)),
                QueuedTask.parseAccounted(answer));
    }

    @Test
    public void thatNeverBeganShareALine() {
        assertEquals(
                List.of(
                        new QueuedTask(12, 2, JobState.CANCELLED, 0),
                        new QueuedTask(12, 4, JobState.CANCELLED, 0),
                        new QueuedTask(12, 5, JobState.CANCELLED, 0)),
                QueuedTask.parseAccounted("12_[2,4-5%3]|CANCELLED by 0|0:0"));
    }

    @Test
    public void thatHaveNotEndedProveNothing() {
        assertEquals(
                List.of(), QueuedTask.parseAccounted("12_1|RUNNING|0:0\n12_2|PENDING|0:0\n13|COMPLETED|0:0\nnonsense"));
    }

    @Test
    public void areNoneWhereNoAccountsAreKept() throws Exception {
        assertThat(RIG.shell().run(Command.of("sacct")).err(), containsString("accounting storage is disabled"));
        assertEquals(List.of(), RIG.slurm().accounted(List.of("1", "2"), List.of("one", "two")));
    }
}
