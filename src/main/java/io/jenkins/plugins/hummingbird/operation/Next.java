package io.jenkins.plugins.hummingbird.operation;

import java.time.Duration;

/**
 * When the next move of an operation is due.
 *
 * @param delay how long from now; zero when it is over
 * @param over whether the operation has ended and has no next move
 */
public record Next(Duration delay, boolean over) {
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Next OVER = new Next(Duration.ZERO, true);
    private static final Next NOW = new Next(Duration.ZERO, false);

    /** @return a move as soon as a thread is available */
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
     * Lengthens the delay between two polls of something remote. A move that is due within a second continues running
     * work, and its delay is not changed.
     *
     * @param least the shortest delay between polls; zero to leave all delays as they are
     */
    Next atLeast(Duration least) {
        return over || delay.compareTo(SHORTEST_WAIT) < 0 || delay.compareTo(least) >= 0 ? this : in(least);
    }

    /** @return no further move */
    public static Next end() {
        return OVER;
    }
}
