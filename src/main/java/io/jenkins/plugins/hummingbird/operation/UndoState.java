package io.jenkins.plugins.hummingbird.operation;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether and why an operation is being undone, for how long, and the outcome that follows from it. */
final class UndoState implements Serializable {
    private static final long serialVersionUID = 1L;

    private boolean begun;
    private final ActiveTime time = new ActiveTime();

    /** The message of the failure; null if the operation was stopped. */
    private String failure;

    /** Why moves were failing when the operation was stopped or timed out: a sentence; empty if they were not. */
    private String obstacle = "";

    /**
     * @param why the message of the failure; null if the operation was stopped
     * @param failing why moves are failing at this moment: a sentence; empty if they are not
     */
    void begin(String why, String failing, Instant now) {
        begun = true;
        failure = why;
        obstacle = failing;
        time.start(now);
    }

    boolean begun() {
        return begun;
    }

    boolean causedByFailure() {
        return begun && failure != null;
    }

    /** Records the delay before the next move. */
    void pause(Duration delay) {
        time.pause(delay);
    }

    /** Counts the time since the last move, and returns {@link #duration}. */
    Duration count(Instant now) {
        time.count(now);
        return duration();
    }

    /** @return how long undoing has been tried */
    Duration duration() {
        return time.total();
    }

    /**
     * @param why why it could not be undone: a sentence; left out if moves already failed before it began; empty for none
     * @param left what may be left: sentences; empty for nothing
     */
    Outcome outcome(String why, String left) {
        String first = failure == null ? obstacle : failure;
        String message = Stream.of(first, obstacle.isEmpty() ? why : "", left)
                .filter(part -> !part.isBlank())
                .map(String::strip)
                .collect(Collectors.joining(" "));
        return new Outcome(failure == null ? Outcome.Kind.STOPPED : Outcome.Kind.FAILED, message, Map.of());
    }
}
