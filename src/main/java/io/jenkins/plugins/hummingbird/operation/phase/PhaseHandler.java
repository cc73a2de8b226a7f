package io.jenkins.plugins.hummingbird.operation.phase;

import io.jenkins.plugins.hummingbird.operation.OperationContext;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;

/**
 * The work of one phase. Has no state of its own, and a move may be repeated from its start at any time. The {@link
 * PhaseTable} defines the phase that follows.
 *
 * @param <P> the phases
 * @param <S> the operation's state
 * @param <C> the context passed to each move
 */
@FunctionalInterface
public interface PhaseHandler<P extends Enum<P> & Phase, S extends PhasedState<P>, C extends OperationContext> {
    /**
     * Makes one move.
     *
     * @throws IOException if the move must be repeated after a delay
     * @throws OperationException if the operation has failed
     */
    PhaseResult<P> move(S state, C context) throws IOException, OperationException;
}
