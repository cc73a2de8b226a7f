package io.jenkins.plugins.hummingbird.operation;

import io.jenkins.plugins.hummingbird.operation.text.ClockTime;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Moves that failed in a row: how long to wait before the next one, and what to log. A short fault is not logged; one
 * that lasts is logged once, and once more when it is over.
 */
final class FailureStreak implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Duration FIRST_DELAY = Duration.ofSeconds(2);

    /** How long a fault that may be temporary is not logged. */
    static final Duration SILENCE = Duration.ofMinutes(10);

    private static final Duration BRIEF = Duration.ofSeconds(30);

    private int failures;
    private final ActiveTime time = new ActiveTime();
    private boolean reported;

    /** The latest failure as in {@link #sentence}, without the time; empty if there was none. */
    private String problem = "";

    /** When the first failure of the streak occurred; null if there was none. */
    private Instant since;

    /**
     * Records a failed move and returns the delay before the next one: 2 s, doubled each time up to the longest.
     *
     * @param who what did not answer, such as a host with its port; empty if the failure itself names it
     * @param silence how long the streak must last before it is logged; zero to log it at once
     */
    Duration failed(IOException e, String who, Instant now, Duration silence, Duration longest, Consumer<String> log) {
        if (failures == 0) {
            time.start(now);
            since = now;
        }
        time.count(now);
        failures++;
        String reason = ErrorSentence.message(e);
        problem = e instanceof NoAnswerException silent && !who.isEmpty()
                ? who + " did not answer (" + silent.why() + ")"
                : "all attempts failed (" + reason + ")";
        if (!reported && duration().compareTo(silence) >= 0) {
            reported = true;
            String length = silence.isZero() ? "" : " for " + duration().toMinutes() + " minutes";
            log.accept("no answer" + length + " (" + reason + "); still trying");
        }
        Duration delay = RetryDelay.after(failures, FIRST_DELAY, longest);
        time.pause(delay);
        return delay;
    }

    void succeeded(Consumer<String> log) {
        if (reported) {
            log.accept("answering again");
        }
        reset();
    }

    /** Resets the streak without logging that it is over: from now on something else is tried. */
    void reset() {
        failures = 0;
        reported = false;
        problem = "";
        since = null;
    }

    /** @return whether the streak, if any, is too short to be the reason why an operation ended */
    boolean isBrief() {
        return !reported && duration().compareTo(BRIEF) < 0;
    }

    /** How long the streak has lasted, up to the latest failure; zero if there was none. */
    Duration duration() {
        return failures == 0 ? Duration.ZERO : time.total();
    }

    /**
     * Why moves are failing, such as {@code head-node:22 did not answer (Connection refused) from 11:02 on.}
     *
     * @return a sentence; empty if the last move succeeded
     */
    String sentence(Instant now) {
        return since == null ? "" : problem + " from " + ClockTime.seenFrom(now, since) + " on.";
    }

    /** @return the message of an operation that timed out: why its moves failed, or else what to do */
    String timeoutMessage(Instant deadline, Instant now) {
        return "Timed out at " + deadline + " (timeoutMinutes). "
                + (since == null
                        ? "Running work is cancelled; raise timeoutMinutes if it needs longer."
                        : sentence(now) + " Running work is cancelled.");
    }

    /** @return the message of an operation whose moves failed for too long */
    String giveUpMessage(Duration patience, Instant now) {
        return sentence(now) + " Given up after " + patience.toMinutes() + " minutes.";
    }
}
