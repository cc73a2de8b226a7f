package io.jenkins.plugins.hummingbird.ssh;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class ResultTest {
    private static final Command SBATCH = Command.of("sbatch", "--array=1-3");

    @Test
    public void aFailureNamesProgramExitCodeAndLastLines() {
        Result result = new Result(1, "", "one\ntwo\n\n  three \nfour\n");
        assertEquals("sbatch failed with exit code 1: two; three; four", result.failure(SBATCH));
    }

    @Test
    public void aFailureWithoutOutputNamesTheExitCode() {
        assertEquals("sbatch failed with exit code 255", new Result(255, "", "\n").failure(SBATCH));
    }

    @Test
    public void aSignalIsNamed() {
        assertEquals("sbatch was ended by signal KILL", new Result(-1, "KILL", "", "").failure(SBATCH));
    }

    @Test
    public void aFailureIsShortHoweverLongTheLinesAre() {
        String failure = new Result(1, "", "x".repeat(10_000)).failure(SBATCH);
        assertTrue(failure, failure.length() < 600);
    }

    @Test
    public void aFailureContainsTheEndOfBothStreams() {
        assertEquals(
                "sbatch failed with exit code 1: denied (output: ask; the help desk)",
                new Result(1, "ask\nthe help desk\n", "denied\n").failure(SBATCH));
        assertEquals("sbatch failed with exit code 1: no", new Result(1, "\n no\u0007\n", "").failure(SBATCH));
    }

    @Test
    public void exitCodesOfBashForSignalsBecomeSignals() {
        assertEquals(new Result(-1, "KILL", "", ""), Result.ofBash(137, "", ""));
        assertEquals(new Result(-1, "34", "", ""), Result.ofBash(162, "", ""));
        assertEquals(new Result(128, "", ""), Result.ofBash(128, "", ""));
        assertEquals(new Result(255, "", ""), Result.ofBash(255, "", ""));
    }
}
