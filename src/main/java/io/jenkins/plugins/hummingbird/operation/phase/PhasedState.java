package io.jenkins.plugins.hummingbird.operation.phase;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.Serializable;
import java.time.Instant;

/**
 * The state of a {@link PhasedOperation}, and all that the handlers of its phases see of it: data without behavior. It
 * is saved with the operation; {@link io.jenkins.plugins.hummingbird.operation.Operation} says which fields that
 * allows. A subclass has a no-argument constructor, which gives fields that a later version adds their initial values.
 *
 * @param <P> its phases
 */
public abstract class PhasedState<P extends Enum<P> & Phase> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final Instant started;
    private P phase;

    /** Null before the first move in this process. */
    private transient StopCheck stopCheck;

    /** Throws if a stop was requested. */
    interface StopCheck {
        void check() throws OperationException;
    }

    /**
     * @param id the name of the operation's folder and of what it creates elsewhere; unique for all time
     * @param started from when its timeout counts
     * @param first the first phase
     */
    protected PhasedState(String id, Instant started, P first) {
        this.id = id;
        this.started = started;
        phase = first;
    }

    /** @return the name of the operation's folder and of what it creates elsewhere */
    public final String id() {
        return id;
    }

    /** @return from when its timeout counts */
    public final Instant started() {
        return started;
    }

    /** @return the current phase, or the last one when the operation has ended */
    public final P phase() {
        return phase;
    }

    /** @return whether a phase is over, in the order of declaration */
    public final boolean isPast(P other) {
        return phase.compareTo(other) > 0;
    }

    /**
     * Ends a move that takes long without remote calls, such as one that reads a million names, if a stop was
     * requested. Called repeatedly during such a move.
     *
     * @throws OperationException if a stop was requested; must not be caught
     */
    public final void checkStop() throws OperationException {
        if (stopCheck != null) {
            stopCheck.check();
        }
    }

    /** Enters a phase; called only by {@link PhasedOperation} and by tests that need a state in a later phase. */
    public final void enter(P next) {
        phase = next;
    }

    final void stopBy(StopCheck check) {
        stopCheck = check;
    }
}
