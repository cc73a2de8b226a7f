package io.jenkins.plugins.hummingbird;

import org.junit.AssumptionViolatedException;

/**
 * Which tests run, by the system property hummingbird.tests: "quick" leaves out those that start a real program (Slurm,
 * sshd, Chromium, CellProfiler, the AWS emulator, ParallelCluster's CLI) and those that take seconds for another reason;
 * "all" adds those that take minutes.
 */
public final class TestSet {
    private static final String NAME = System.getProperty("hummingbird.tests", "");

    private TestSet() {}

    /**
     * Skips a test that needs a program, unless it can and shall run. Each rule that starts a program asks this first.
     *
     * @param isInstalled whether the program is on this machine
     * @param missing says what is missing and what installs it
     * @throws AssertionError if the program is missing where the system property hummingbird.parts is "required"
     */
    public static void needsProgram(boolean isInstalled, String missing) {
        takesSeconds("it starts a real program");
        if (!isInstalled) {
            if ("required".equals(System.getProperty("hummingbird.parts"))) {
                throw new AssertionError(missing);
            }
            throw new AssumptionViolatedException(missing);
        }
    }

    /**
     * Skips a test among the quick ones.
     *
     * @param why it takes seconds
     */
    public static void takesSeconds(String why) {
        if (NAME.equals("quick")) {
            throw new AssumptionViolatedException("no quick test: " + why);
        }
    }

    /** @return n, of which many cases a test tries one; 1, and so each, where all tests are asked for */
    public static int everyNth(int n) {
        return NAME.equals("all") ? 1 : n;
    }

    /** Skips a test unless all are asked for. */
    public static void takesMinutes() {
        if (!NAME.equals("all")) {
            throw new AssumptionViolatedException("takes minutes; src/local/test --all runs it");
        }
    }
}
