package io.jenkins.plugins.hummingbird.operation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a value that was fetched some time ago must be fetched again. Uses the time of day, so that the time in which
 * the machine was suspended counts. A value whose time is in the future has expired, too: the clock was set back, and
 * its age is unknown.
 */
public final class ExpiryTimer {
    private final Duration validity;
    private final Clock clock;

    /** When the value was fetched; null if it never was. */
    private Instant fetched;

    /** @param validity how long a fetched value is valid */
    public ExpiryTimer(Duration validity) {
        this(validity, Clock.systemUTC());
    }

    /**
     * @param validity how long a fetched value is valid
     * @param clock the time of day
     */
    public ExpiryTimer(Duration validity, Clock clock) {
        this.validity = validity;
        this.clock = clock;
    }

    /** @return whether the value must be fetched; true before the first time */
    public boolean isExpired() {
        Instant now = clock.instant();
        return fetched == null || now.isBefore(fetched) || now.isAfter(fetched.plus(validity));
    }

    /** Records that the value has just been fetched. */
    public void restart() {
        fetched = clock.instant();
    }
}
