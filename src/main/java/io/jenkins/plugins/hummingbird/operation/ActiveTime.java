package io.jenkins.plugins.hummingbird.operation;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * How long something has been tried, across restarts of Jenkins. Between two moves, at most the requested delay plus half a
 * minute is counted: for the rest of that time Jenkins was down or its machine was suspended, and nothing was tried. A clock
 * that is set back subtracts nothing.
 */
final class ActiveTime implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Allowance for the move itself and for waiting for a thread. */
    private static final Duration MOVE = Duration.ofSeconds(30);

    private Duration total = Duration.ZERO;
    private Instant countedUntil = Instant.EPOCH;
    private Duration delay = Duration.ZERO;

    /** Resets the total and starts counting. */
    void start(Instant now) {
        total = Duration.ZERO;
        delay = Duration.ZERO;
        countedUntil = now;
    }

    /** Adds the time since the last call. */
    void count(Instant now) {
        Duration elapsed = Duration.between(countedUntil, now);
        Duration most = delay.plus(MOVE);
        if (!elapsed.isNegative()) {
            total = total.plus(elapsed.compareTo(most) < 0 ? elapsed : most);
        }
        countedUntil = now;
        delay = Duration.ZERO;
    }

    /** Records the delay before the next move. */
    void pause(Duration time) {
        delay = time;
    }

    /** @return the time counted so far */
    Duration total() {
        return total;
    }
}
