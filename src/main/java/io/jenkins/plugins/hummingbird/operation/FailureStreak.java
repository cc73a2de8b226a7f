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
final class FailureStreak implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Duration FIRST_DELAY = Duration.ofSeconds(2);

    /** How long a fault that may pass by itself is not worth a line. */
    static final Duration SILENCE = Duration.ofMinutes(10);

    private static final Duration BRIEF = Duration.ofSeconds(30);

    private int failures;
    private final TimeSpent time = new TimeSpent();
    private boolean said;

    /** The newest failure, as {@link #sentence} tells it, without when it began; empty when there was none. */
    private String what = "";

    /** When the first of the row was; null when there was none. */
    private Instant since;

    /**
     * Takes note of a failed move and returns the time to wait: 2 s, doubled each time up to the longest.
     *
     * @param who did not answer, such as a host with its port; empty for whatever the failure names
     * @param silence how long it must have lasted before it is said; zero to say it at once
     */
    Duration failed(IOException e, String who, Instant now, Duration silence, Duration longest, Consumer<String> log) {
        if (failures == 0) {
            time.begin(now);
            since = now;
        }
        time.count(now);
        failures++;
        String reason = describe(e);
        what = e instanceof NoAnswerException silent && !who.isEmpty()
                ? who + " did not answer (" + silent.why() + ")"
                : "all attempts failed (" + reason + ")";
        if (!said && lasted().compareTo(silence) >= 0) {
            said = true;
            String length = silence.isZero() ? "" : " for " + lasted().toMinutes() + " minutes";
            log.accept("no answer" + length + " (" + reason + "); still trying");
        }
        Duration delay = RetryDelay.after(failures, FIRST_DELAY, longest);
        time.pause(delay);
        return delay;
    }

    void worked(Consumer<String> log) {
        if (said) {
            log.accept("answering again");
        }
        forget();
    }

    /** Begins anew, and nobody is told that it is over: something else is tried from now on. */
    void forget() {
        failures = 0;
        said = false;
        what = "";
        since = null;
    }

    /** @return whether it has not lasted long enough, if there is any, to be why something ended */
    boolean isBrief() {
        return !said && lasted().compareTo(BRIEF) < 0;
    }

    /** How long it has lasted, as of the newest failure; zero when there was none. */
    Duration lasted() {
        return failures == 0 ? Duration.ZERO : time.spent();
    }

    /**
     * What stands in the way, such as {@code head-node:22 did not answer (Connection refused) from 11:02 on.}
     *
     * @return a sentence; empty when the last move worked
     */
    String sentence(Instant now) {
        return since == null ? "" : what + " from " + ClockTime.seenFrom(now, since) + " on.";
    }

    /** @return that the time of an operation is over, and what stood in the way or else what to do */
    String endOfTime(Instant deadline, Instant now) {
        return "Timed out at " + deadline + " (timeoutMinutes). "
                + (since == null
                        ? "Running work is cancelled; raise timeoutMinutes if it needs longer."
                        : sentence(now) + " Running work is cancelled.");
    }

    /** @return what stood in the way, and for how long that was borne */
    String givenUpAfter(Duration patience, Instant now) {
        return sentence(now) + " Given up after " + patience.toMinutes() + " minutes.";
    }

    private static String describe(IOException e) {
        return e.getMessage() == null || e.getMessage().isBlank() ? e.getClass().getSimpleName() : e.getMessage();
    }
}
