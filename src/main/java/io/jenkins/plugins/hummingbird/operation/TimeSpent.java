package io.jenkins.plugins.hummingbird.operation;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * How long something has been tried, over all processes. Of the time between two moves no more is counted than the wait
 * that was asked for and half a minute: what is beyond that, Jenkins was down or its machine slept, and nothing was tried.
 * A clock that is set back takes nothing away.
 */
final class TimeSpent implements Serializable {
    private static final long serialVersionUID = 1L;

    /** For the move itself, and until there is a thread for it. */
    private static final Duration MOVE = Duration.ofSeconds(30);

    private long spentMillis;
    private long countedMillis;
    private long waitMillis;

    /** Counts from now on. */
    void begin(Instant now) {
        spentMillis = 0;
        waitMillis = 0;
        countedMillis = now.toEpochMilli();
    }

    /** Counts up to now. */
    void count(Instant now) {
        long gap = now.toEpochMilli() - countedMillis;
        spentMillis += Math.max(0, Math.min(gap, waitMillis + MOVE.toMillis()));
        countedMillis = now.toEpochMilli();
        waitMillis = 0;
    }

    /** Takes note of how long nothing is tried on purpose. */
    void pause(Duration delay) {
        waitMillis = delay.toMillis();
    }

    /** @return what was counted */
    Duration spent() {
        return Duration.ofMillis(spentMillis);
    }
}
