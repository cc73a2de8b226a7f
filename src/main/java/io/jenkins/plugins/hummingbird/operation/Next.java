package io.jenkins.plugins.hummingbird.operation;

import java.time.Duration;

/**
 * When an operation wants its next move.
 *
 * @param delay how long from now; zero when it is over
 * @param over whether the operation has ended and wants none
 */
public record Next(Duration delay, boolean over) {
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Next OVER = new Next(Duration.ZERO, true);
    private static final Next NOW = new Next(Duration.ZERO, false);

    /** @return a move as soon as there is room for it */
    public static Next now() {
        return NOW;
    }

    /**
     * @param delay at least this long from now
     * @return a move after that time
     */
    public static Next in(Duration delay) {
        return new Next(delay, false);
    }

    /**
     * Stretches a wait for something remote to change. A move that is wanted within a second goes on with what is under
     * way, and stays due when it was.
     *
     * @param least how long a wait is to be; zero to leave all as they are
     */
    Next atLeast(Duration least) {
        return over || delay.compareTo(SHORTEST_WAIT) < 0 || delay.compareTo(least) >= 0 ? this : in(least);
    }

    /** @return no more move */
    public static Next end() {
        return OVER;
    }
}
