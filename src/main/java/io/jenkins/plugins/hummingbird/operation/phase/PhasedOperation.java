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
 * An operation that consists of phases. Its {@link PhasedState} holds the current phase, its {@link PhaseTable} the
 * handlers and the order. Only this class sets the phase.
 *
 * @param <P> the phases
 * @param <S> its state
 * @param <C> the context passed to each move
 */
public abstract class PhasedOperation<P extends Enum<P> & Phase, S extends PhasedState<P>, C extends OperationContext>
        extends Operation<C> {
    private static final long serialVersionUID = 1L;

    private final S state;

    /** @param state in its first phase */
    protected PhasedOperation(S state) {
        super(state.id());
        this.state = state;
    }

    /** Versions of the plugin without tables of phases saved no separate state. */
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
     * Makes one move of the current phase, and enters the next phase when it is done. Called by {@code undo} if undoing
     * includes phases.
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

    /** Enters a phase while the operation is undone, if undoing ends with that phase and those after it. */
    protected final void enter(P phase) {
        state.enter(phase);
    }

    /** Lets the handler of the current phase make one move; a subclass may handle failures common to all phases. */
    protected PhaseResult<P> handle(PhaseHandler<P, S, C> handler, C context) throws IOException, OperationException {
        return handler.move(state, context);
    }

    private Next end(PhaseResult<P> result) {
        return result.warning() == null ? done(result.result()) : unstable(result.warning(), result.result());
    }

    /** @return its state */
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

    /** @return the name of the current phase */
    public final String phaseName() {
        return state.phase().name();
    }
}
