package io.jenkins.plugins.hummingbird.operation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether something that was asked for is to be asked for again, because it is some time ago. It is told by the time of
 * day: also the time that a machine sleeps makes what others know of it old. What seems to come from the future does, too:
 * the clock was set back, and nobody knows how long ago it is.
 */
public final class Freshness {
    private final Duration goodFor;
    private final Clock clock;

    /** Null while it was never asked for. */
    private Instant since;

    /** @param goodFor for how long it need not be asked for again */
    public Freshness(Duration goodFor) {
        this(goodFor, Clock.systemUTC());
    }

    /**
     * @param goodFor for how long it need not be asked for again
     * @param clock the time of day
     */
    public Freshness(Duration goodFor, Clock clock) {
        this.goodFor = goodFor;
        this.clock = clock;
    }

    /** @return whether it is to be asked for; also before the first time */
    public boolean isOver() {
        Instant now = clock.instant();
        return since == null || now.isBefore(since) || now.isAfter(since.plus(goodFor));
    }

    /** Takes note that it has just been asked for. */
    public void begin() {
        since = clock.instant();
    }
}
