package io.jenkins.plugins.hummingbird.operation;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Moves that failed in a row: how long to wait before the next one, and what to say of it. A fault that passes by
 * itself is not worth a line; one that lasts is said once, and once more when it is over.
 */
final class Trouble implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Duration FIRST_DELAY = Duration.ofSeconds(2);

    /** How long a fault that may pass by itself is not worth a line. */
    static final Duration SILENCE = Duration.ofMinutes(10);

    private int failures;
    private final TimeSpent time = new TimeSpent();
    private boolean said;
    private String reason = "";

    /**
     * Takes note of a failed move and returns the time to wait: 2 s, doubled each time up to the longest.
     *
     * @param silence how long it must have lasted before it is said; zero to say it at once
     */
    Duration failed(IOException e, Instant now, Duration silence, Duration longest, Consumer<String> log) {
        if (failures == 0) {
            time.begin(now);
        }
        time.count(now);
        failures++;
        reason = describe(e);
        if (!said && lasted().compareTo(silence) >= 0) {
            said = true;
            String length = silence.isZero() ? "" : " for " + lasted().toMinutes() + " minutes";
            log.accept("no answer" + length + " (" + reason + "); trying on");
        }
        Duration delay = RetryDelay.after(failures, FIRST_DELAY, longest);
        time.pause(delay);
        return delay;
    }

    void worked(Consumer<String> log) {
        if (said) {
            log.accept("answers again");
        }
        failures = 0;
        said = false;
    }

    /** How long it has lasted, as of the newest failure; zero when there was none. */
    Duration lasted() {
        return failures == 0 ? Duration.ZERO : time.spent();
    }

    /** The reason of the newest failure; empty when there was none. */
    String reason() {
        return reason;
    }

    private static String describe(IOException e) {
        return e.getMessage() == null || e.getMessage().isBlank() ? e.getClass().getSimpleName() : e.getMessage();
    }
}
