package io.jenkins.plugins.hummingbird.operation;

import java.time.Duration;

/** How long to wait before the next attempt at what failed: twice as long after each failure in a row, up to a limit. */
public final class RetryDelay {
    /** Of most: what has failed for long is not in a hurry. */
    static final Duration LONGEST = Duration.ofMinutes(1);

    /** From a second on that is more than a minute anyway, and it does not overflow. */
    private static final int MOST_DOUBLINGS = 6;

    private RetryDelay() {}

    /**
     * @param failures in a row, at least 1
     * @param first after the first one, at least a second
     * @param longest a minute at most
     */
    public static Duration after(int failures, Duration first, Duration longest) {
        Duration delay = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return delay.compareTo(longest) < 0 ? delay : longest;
    }
}
