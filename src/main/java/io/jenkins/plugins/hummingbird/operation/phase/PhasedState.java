package io.jenkins.plugins.hummingbird.operation.phase;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.Serializable;
import java.time.Instant;

/**
 * What a {@link PhasedOperation} knows, and all that the handlers of its phases are given of it: data without a process.
 * It is saved with the operation, so its fields are such as {@link io.jenkins.plugins.hummingbird.operation.Operation} says.
 * A subclass has a constructor without arguments, by which fields that a later version adds get their initial values.
 *
 * @param <P> its phases
 */
public abstract class PhasedState<P extends Enum<P> & Phase> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final Instant started;
    private P phase;

    /** Null before the first move that this process makes. */
    private transient StopCheck stopCheck;

    /** Throws when the operation is to stop. */
    interface StopCheck {
        void check() throws OperationException;
    }

    /**
     * @param id names the operation's folder and whatever it makes elsewhere; unique for all time
     * @param started its time begins
     * @param first the phase that it begins with
     */
    protected PhasedState(String id, Instant started, P first) {
        this.id = id;
        this.started = started;
        phase = first;
    }

    /** @return the operation's name, which is also that of what it makes elsewhere */
    public final String id() {
        return id;
    }

    /** @return when its time began */
    public final Instant started() {
        return started;
    }

    /** @return the phase that is under way, or was when the operation ended */
    public final P phase() {
        return phase;
    }

    /** @return whether a phase is over, in the order of the phases' declaration */
    public final boolean isPast(P other) {
        return phase.compareTo(other) > 0;
    }

    /**
     * Ends a move that takes long without anything remote, such as one that reads a million names, when the operation is
     * to stop: called in between.
     *
     * @throws OperationException when it is; not to be caught
     */
    public final void checkStop() throws OperationException {
        if (stopCheck != null) {
            stopCheck.check();
        }
    }

    /** Enters a phase: {@link PhasedOperation} alone does so, and a test that needs a state in the middle. */
    public final void enter(P next) {
        phase = next;
    }

    final void stopBy(StopCheck check) {
        stopCheck = check;
    }
}
