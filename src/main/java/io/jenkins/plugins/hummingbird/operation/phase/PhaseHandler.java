package io.jenkins.plugins.hummingbird.operation.phase;

import io.jenkins.plugins.hummingbird.operation.OperationContext;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;

/**
 * What is done in one phase. Has no state of its own, and a move may be made again from its beginning at any time. What
 * comes after the phase is said by the {@link PhaseTable}.
 *
 * @param <P> the phases
 * @param <S> the operation's state
 * @param <C> what a move is given
 */
@FunctionalInterface
public interface PhaseHandler<P extends Enum<P> & Phase, S extends PhasedState<P>, C extends OperationContext> {
    /**
     * Makes one move.
     *
     * @throws IOException when the move is to be made again after a while
     * @throws OperationException when the operation has failed: for people
     */
    PhaseResult<P> move(S state, C context) throws IOException, OperationException;
}
