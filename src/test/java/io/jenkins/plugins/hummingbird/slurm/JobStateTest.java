package io.jenkins.plugins.hummingbird.slurm;

import static org.junit.Assert.assertEquals;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Every state of squeue(1), "JOB STATE CODES", of Slurm 22.05, and the flags that later versions show in its place. */
public class JobStateTest {
    private static final Map<JobState, List<String>> TABLE = new LinkedHashMap<>();

    static {
        TABLE.put(
                JobState.WAITING,
                List.of(
                        "PENDING",
                        "CONFIGURING",
                        "REQUEUED",
                        "REQUEUE_FED",
                        "REQUEUE_HOLD",
                        "SPECIAL_EXIT",
                        "RESV_DEL_HOLD",
                        "EXPEDITING",
                        "POWER_UP_NODE"));
        TABLE.put(
                JobState.RUNNING,
                List.of("RUNNING", "COMPLETING", "RESIZING", "SIGNALING", "STAGE_OUT", "STOPPED", "SUSPENDED"));
        TABLE.put(JobState.COMPLETED, List.of("COMPLETED"));
        TABLE.put(JobState.FAILED, List.of("FAILED", "LAUNCH_FAILED", "REVOKED"));
        TABLE.put(JobState.TIMED_OUT, List.of("TIMEOUT", "DEADLINE"));
        TABLE.put(JobState.OUT_OF_MEMORY, List.of("OUT_OF_MEMORY"));
        TABLE.put(JobState.NODE_FAILED, List.of("NODE_FAIL", "BOOT_FAIL", "RECONFIG_FAIL"));
        TABLE.put(JobState.CANCELLED, List.of("CANCELLED", "PREEMPTED"));
        TABLE.put(JobState.UNKNOWN, List.of("", "HIBERNATING", "COMPLETE", "FAIL", "DONE", "0"));
    }

    @Test
    public void mapsEveryStateOfSlurm() {
        assertEquals(EnumSet.allOf(JobState.class), EnumSet.copyOf(TABLE.keySet()));
        TABLE.forEach((state, words) -> words.forEach(word -> assertEquals(word, state, JobState.of(word))));
    }

    @Test
    public void ignoresTextAfterTheState() {
        assertEquals(JobState.CANCELLED, JobState.of("CANCELLED by 0"));
        assertEquals(JobState.CANCELLED, JobState.of("CANCELLED+"));
        assertEquals(JobState.RUNNING, JobState.of("  completing   "));
    }

    @Test
    public void onlyFinalStatesAreNotInSlurmsHands() {
        EnumSet<JobState> active = EnumSet.allOf(JobState.class);
        active.removeIf(state -> !state.active());
        assertEquals(EnumSet.of(JobState.WAITING, JobState.RUNNING, JobState.UNKNOWN), active);
    }
}
