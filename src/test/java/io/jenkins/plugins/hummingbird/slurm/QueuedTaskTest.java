package io.jenkins.plugins.hummingbird.slurm;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.List;
import org.junit.Test;

/** What squeue of Slurm 22.05 printed for arrays and for a job that is none. */
public class QueuedTaskTest {
    private static final String OUTPUT = String.join(
            "\n",
            "1           9           CANCELLED           0           ",
            "1           1           COMPLETED           0           ",
            "1           4           COMPLETING          15          ",
            "1           5           FAILED              15          ",
            "1           3           FAILED              9           ",
            "1           2           FAILED              1792        ",
            "1           8           RUNNING             0           ",
            "10          N/A         PENDING             0           ",
            "11          1           PENDING             0           ",
            "");

    @Test
    public void readsEachTaskOfAnArray() {
        assertEquals(
                List.of(
                        new QueuedTask(1, 9, JobState.CANCELLED, 0),
                        new QueuedTask(1, 1, JobState.COMPLETED, 0),
                        new QueuedTask(1, 4, JobState.RUNNING, 15),
                        new QueuedTask(1, 5, JobState.FAILED, 15),
                        new QueuedTask(1, 3, JobState.FAILED, 9),
                        new QueuedTask(1, 2, JobState.FAILED, 1792),
                        new QueuedTask(1, 8, JobState.RUNNING, 0),
                        new QueuedTask(11, 1, JobState.WAITING, 0)),
                QueuedTask.parse(OUTPUT));
    }

    @Test
    public void readsNoOutputAsAnEmptyList() {
        assertEquals(List.of(), QueuedTask.parse(""));
        assertEquals(List.of(), QueuedTask.parse("\n\n"));
    }

    @Test
    public void readsTheLargestNumbers() {
        assertEquals(
                List.of(new QueuedTask(67_108_863L, 4_000_000, JobState.UNKNOWN, 65_280)),
                QueuedTask.parse("67108863    4000000     A_STATE_OF_LATER_ON 65280       "));
    }

    @Test
    public void readsTheStatusAfterAStateOfSeveralWords() {
        assertEquals(
                List.of(new QueuedTask(7, 1, JobState.CANCELLED, 9)),
                QueuedTask.parse("7           1           CANCELLED by 0      9           "));
    }

    @Test
    public void readsALineForSeveralPendingTasks() {
        assertEquals(List.of(4, 5, 6), indexes("1 4-6%4 PENDING 0"));
        assertEquals(List.of(1, 3, 4, 9), indexes("1 1,3-4,9 PENDING 0"));
        assertEquals(List.of(1, 3, 5, 8), indexes("1 1-5:2,8%2 PENDING 0"));
        assertEquals(List.of(7), indexes("1 7 RUNNING 0"));
    }

    private static List<Integer> indexes(String line) {
        return QueuedTask.parse(line).stream().map(QueuedTask::index).toList();
    }

    @Test
    public void aTaskThatWaitsHasAReasonAndIsNotHeld() {
        List<QueuedTask> tasks = QueuedTask.parse("1 3-4 PENDING+Resources 0\n2 1 CONFIGURING+CONFIGURING 0");
        assertEquals(
                List.of("Resources", "Resources", "CONFIGURING"),
                tasks.stream().map(QueuedTask::reason).toList());
        assertEquals(0, tasks.stream().filter(QueuedTask::isHeld).count());
        assertEquals(
                List.of(JobState.WAITING),
                tasks.stream().map(QueuedTask::state).distinct().toList());
    }

    @Test
    public void aHeldTaskHasAReason() {
        assertEquals(
                List.of(new QueuedTask(1, 3, JobState.WAITING, 0, "launch failed requeued held")),
                QueuedTask.parse("1 3 PENDING+launch_failed_requeued_held 0"));
        assertEquals(
                List.of(new QueuedTask(1, 3, JobState.WAITING, 0, "JobHeldAdmin")),
                QueuedTask.parse("1 3 PENDING+JobHeldAdmin 0"));
    }

    @Test
    public void rejectsTextInPlaceOfANumber() {
        assertThrows(NumberFormatException.class, () -> QueuedTask.parse("1  1  RUNNING  none"));
        assertThrows(NumberFormatException.class, () -> QueuedTask.parse("one  1  RUNNING  0"));
    }

    @Test
    public void readsExitCodeAndSignalFromTheWaitStatus() {
        assertEquals(7, new QueuedTask(1, 1, JobState.FAILED, 1792).exitCode());
        assertEquals(0, new QueuedTask(1, 1, JobState.FAILED, 1792).signal());
        assertEquals(0, new QueuedTask(1, 1, JobState.FAILED, 9).exitCode());
        assertEquals(9, new QueuedTask(1, 1, JobState.FAILED, 9).signal());
        assertEquals(255, new QueuedTask(1, 1, JobState.FAILED, 65_280).exitCode());
        // with the flag of a core dump
        assertEquals(11, new QueuedTask(1, 1, JobState.FAILED, 139).signal());
    }
}
