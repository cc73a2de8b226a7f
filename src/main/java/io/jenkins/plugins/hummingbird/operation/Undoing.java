package io.jenkins.plugins.hummingbird.operation;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why an operation is undone, for how long already, and what that makes of its end. */
final class Undoing implements Serializable {
    private static final long serialVersionUID = 1L;

    private boolean begun;
    private final TimeSpent time = new TimeSpent();

    /** Null for a stop. */
    private String failure;

    /** What stood in the way of its moves just then: a sentence; empty for nothing. */
    private String obstacle = "";

    /**
     * @param why the failure; null for a stop
     * @param inTheWay a sentence; empty for nothing
     */
    void begin(String why, String inTheWay, Instant now) {
        begun = true;
        failure = why;
        obstacle = inTheWay;
        time.begin(now);
    }

    boolean begun() {
        return begun;
    }

    boolean isOfFailure() {
        return begun && failure != null;
    }

    /** Takes note of how long nothing is tried on purpose. */
    void pause(Duration delay) {
        time.pause(delay);
    }

    /** Counts up to now, and returns what {@link #spent} does. */
    Duration count(Instant now) {
        time.count(now);
        return spent();
    }

    /** @return how long something was tried */
    Duration spent() {
        return time.spent();
    }

    /**
     * @param why it could not be undone: a sentence; empty for a reason that stood in the way before, and for none
     * @param left what is left: sentences; empty for nothing
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
