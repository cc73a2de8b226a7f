package io.jenkins.plugins.hummingbird.operation.phase;

import java.time.Duration;
import java.util.Map;

/**
 * The result of one move of a {@link PhaseHandler}: its phase continues, is done, or leads to another phase than the
 * next one; or the operation has ended successfully.
 *
 * @param <P> the phases
 */
public final class PhaseResult<P extends Enum<P> & Phase> {
    enum Kind {
        STAY,
        DONE,
        GO_TO,
        END
    }

    private final Kind kind;
    private final Duration delay;
    private final P next;
    private final String warning;
    private final Map<String, ?> result;

    private PhaseResult(Kind kind, Duration delay, P next, String warning, Map<String, ?> result) {
        this.kind = kind;
        this.delay = delay;
        this.next = next;
        this.warning = warning;
        this.result = result;
    }

    /** @return another move of this phase as soon as a thread is available */
    public static <P extends Enum<P> & Phase> PhaseResult<P> again() {
        return stay(Duration.ZERO);
    }

    /**
     * @param delay at least this long from now
     * @return another move of this phase after the delay
     */
    public static <P extends Enum<P> & Phase> PhaseResult<P> stay(Duration delay) {
        return new PhaseResult<>(Kind.STAY, delay, null, null, null);
    }

    /** @return the next phase of the table that is not skipped */
    public static <P extends Enum<P> & Phase> PhaseResult<P> done() {
        return new PhaseResult<>(Kind.DONE, Duration.ZERO, null, null, null);
    }

    /**
     * @param phase another phase than the next one
     * @return that phase
     */
    public static <P extends Enum<P> & Phase> PhaseResult<P> goTo(P phase) {
        return new PhaseResult<>(Kind.GO_TO, Duration.ZERO, phase, null, null);
    }

    /**
     * @param result strings, longs, booleans, mutable lists and maps
     * @return the end of the operation
     */
    public static <P extends Enum<P> & Phase> PhaseResult<P> end(Map<String, ?> result) {
        return new PhaseResult<>(Kind.END, Duration.ZERO, null, null, result);
    }

    /**
     * @param warning why the build becomes unstable
     * @param result as for {@link #end}
     * @return the end of the operation
     */
    public static <P extends Enum<P> & Phase> PhaseResult<P> endUnstable(String warning, Map<String, ?> result) {
        return new PhaseResult<>(Kind.END, Duration.ZERO, null, warning, result);
    }

    Kind kind() {
        return kind;
    }

    /** @return the delay before the next move */
    Duration delay() {
        return delay;
    }

    /** @return the phase to go to; null unless it names one */
    P next() {
        return next;
    }

    /** @return why the build becomes unstable; null for none */
    String warning() {
        return warning;
    }

    /** @return the operation's result; null unless it ends */
    Map<String, ?> result() {
        return result;
    }
}
