package io.jenkins.plugins.hummingbird.submit;

/** The numbers among the parameters, and what each may be. */
public enum Bounds {
    PORT("port", 1, 65_535),
    CPUS("cpus", 1, Integer.MAX_VALUE),
    GROUPS_PER_TASK("groupsPerTask", 1, 1000),
    /** 0 is no limit. */
    MAX_CONCURRENT("maxConcurrent", 0, Integer.MAX_VALUE),
    /** Bytes. */
    MIN_FILE_SIZE("minFileSize", 1, Long.MAX_VALUE),
    RETRIES("retries", 0, 10),
    KEEP_ATTEMPTS("keepAttempts", 1, Integer.MAX_VALUE),
    MAX_FAILED("maxFailed", 0, Integer.MAX_VALUE),
    TIMEOUT_MINUTES("timeoutMinutes", 1, Integer.MAX_VALUE);

    private final String parameter;
    private final long lowest;
    private final long highest;

    Bounds(String parameter, long lowest, long highest) {
        this.parameter = parameter;
        this.lowest = lowest;
        this.highest = highest;
    }

    boolean hold(long number) {
        return number >= lowest && number <= highest;
    }

    /** @return what is wrong with a number as people write it; empty when nothing is */
    public String problem(String text) {
        try {
            return hold(Long.parseLong(text.strip())) ? "" : rule();
        } catch (NumberFormatException e) {
            return rule();
        }
    }

    /** @return a sentence without its full stop, such as {@code retries must be 0 to 10} */
    String rule() {
        return parameter + " must be "
                + (highest >= Integer.MAX_VALUE ? "a whole number, at least " + lowest : lowest + " to " + highest);
    }
}
