package io.jenkins.plugins.hummingbird.submit.request;

/** The numbers among a submission's parameters, and what each may be. */
public enum Bounds {
    PORT(1, 65_535, "port must be 1 to 65535"),
    CPUS(1, Integer.MAX_VALUE, "cpus must be at least 1"),
    GROUPS_PER_TASK(1, 1000, "groupsPerTask must be 1 to 1000"),
    MAX_CONCURRENT(0, Integer.MAX_VALUE, "maxConcurrent must be 0 (no limit) or more"),
    MIN_FILE_SIZE(1, Long.MAX_VALUE, "minFileSize must be at least 1 byte"),
    RETRIES(0, 10, "retries must be 0 to 10"),
    KEEP_ATTEMPTS(1, Integer.MAX_VALUE, "keepAttempts must be at least 1"),
    MAX_FAILED(0, Integer.MAX_VALUE, "maxFailed must be 0 or more"),
    TIMEOUT_MINUTES(1, Integer.MAX_VALUE, "timeoutMinutes must be at least 1");

    private final long lowest;
    private final long highest;
    private final String rule;

    Bounds(long lowest, long highest, String rule) {
        this.lowest = lowest;
        this.highest = highest;
        this.rule = rule;
    }

    /** @return a sentence without its full stop, such as {@code retries must be 0 to 10} */
    String rule() {
        return rule;
    }

    boolean hold(long number) {
        return number >= lowest && number <= highest;
    }

    /**
     * @param text a number as people write it
     * @return what is wrong with it; empty when nothing is
     */
    public String problem(String text) {
        try {
            return hold(Long.parseLong(text.strip())) ? "" : rule;
        } catch (NumberFormatException e) {
            return rule + "; '" + text.strip() + "' is no whole number";
        }
    }
}
