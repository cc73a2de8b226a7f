package io.jenkins.plugins.hummingbird.operation.phase;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.operation.OperationContext;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.time.Duration;
import java.time.Instant;

/**
 * An operation that goes through phases. Its {@link PhasedState} says which one is under way, its {@link PhaseTable} what is
 * done in it and what comes then. Only this class sets the phase.
 *
 * @param <P> the phases
 * @param <S> what it knows
 * @param <C> what its moves are given
 */
public abstract class PhasedOperation<P extends Enum<P> & Phase, S extends PhasedState<P>, C extends OperationContext>
        extends Operation<C> {
    private static final long serialVersionUID = 1L;

    private final S state;

    /** @param state the phase in it is the first */
    protected PhasedOperation(S state) {
        super(state.id());
        this.state = state;
    }

    /** A version of the plugin that knew no table of phases saved no state by itself. */
    protected final Object readResolve() throws InvalidObjectException {
        if (state == null || state.id() == null) {
            throw new InvalidObjectException("it was saved by another version of the plugin");
        }
        return this;
    }

    /** @return the same table for all operations of the class */
    protected abstract PhaseTable<P, S, C> phases();

    /** @return how long it may take from its start; null in a phase that takes as long as it needs */
    protected abstract Duration timeout();

    @Override
    protected final Next advance(C context) throws IOException, OperationException {
        state.stopBy(this::checkStop);
        PhaseResult<P> result = movePhase(context);
        return result.kind() == PhaseResult.Kind.END ? end(result) : Next.in(result.delay());
    }

    /**
     * Makes one move of the phase that is under way, and enters the next one when it is done. To be called by {@code undo}
     * where undoing includes a phase.
     */
    protected final PhaseResult<P> movePhase(C context) throws IOException, OperationException {
        PhaseResult<P> result = handle(phases().handler(state.phase()), context);
        switch (result.kind()) {
            case DONE -> state.enter(phases().after(state.phase(), state));
            case GO_TO -> state.enter(result.next());
            default -> {}
        }
        return result;
    }

    /** Enters a phase when the operation is undone, which ends with what that phase and the following ones do. */
    protected final void enter(P phase) {
        state.enter(phase);
    }

    /** Lets the handler of the present phase make one move; a subclass may deal with what goes wrong in all of them. */
    protected PhaseResult<P> handle(PhaseHandler<P, S, C> handler, C context) throws IOException, OperationException {
        return handler.move(state, context);
    }

    private Next end(PhaseResult<P> result) {
        return result.warning() == null ? done(result.result()) : unstable(result.warning(), result.result());
    }

    /** @return what it knows */
    public final S state() {
        return state;
    }

    @Override
    protected final Instant deadline() {
        Duration timeout = timeout();
        return timeout == null ? null : state.started().plus(timeout);
    }

    @Override
    protected final String doing() {
        return state.phase().words();
    }

    /** @return the phase that is under way, for pages and messages */
    public final String phaseName() {
        return state.phase().name();
    }
}
