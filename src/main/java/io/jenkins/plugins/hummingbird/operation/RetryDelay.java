package io.jenkins.plugins.hummingbird.operation;

import java.time.Duration;

/** The delay before the next attempt: doubled after each failure in a row, up to a limit. */
public final class RetryDelay {
    /** The usual longest delay. */
    static final Duration LONGEST = Duration.ofMinutes(1);

    /** With a first delay of a second that is more than a minute, and it does not overflow. */
    private static final int MAX_DOUBLINGS = 6;

    private RetryDelay() {}

    /**
     * @param failures in a row, at least 1
     * @param first after the first one, at least a second
     * @param longest a minute at most
     */
    public static Duration after(int failures, Duration first, Duration longest) {
        Duration delay = first.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        return delay.compareTo(longest) < 0 ? delay : longest;
    }
}
