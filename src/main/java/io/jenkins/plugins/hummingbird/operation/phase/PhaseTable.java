package io.jenkins.plugins.hummingbird.operation.phase;

import io.jenkins.plugins.hummingbird.operation.OperationContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The phases of an operation in order, with the handler of each and the condition under which it is skipped. A handler
 * that returns {@link PhaseResult#done} leads to the next phase whose condition holds.
 *
 * @param <P> the phases
 * @param <S> the operation's state
 * @param <C> the context passed to each move
 */
public final class PhaseTable<P extends Enum<P> & Phase, S extends PhasedState<P>, C extends OperationContext> {
    private final List<P> order = new ArrayList<>();
    private final Map<P, PhaseHandler<P, S, C>> handlers;
    private final Map<P, Predicate<S>> conditions;

    /** @param phases every constant must be added */
    public PhaseTable(Class<P> phases) {
        handlers = new EnumMap<>(phases);
        conditions = new EnumMap<>(phases);
    }

    /**
     * Adds a phase.
     *
     * @return this table
     */
    public PhaseTable<P, S, C> phase(P phase, PhaseHandler<P, S, C> handler) {
        return phase(phase, handler, state -> true);
    }

    /**
     * Adds a phase that may be skipped.
     *
     * @param condition whether the phase takes place; evaluated when the phase before it is done
     * @return this table
     */
    public PhaseTable<P, S, C> phase(P phase, PhaseHandler<P, S, C> handler, Predicate<S> condition) {
        order.add(phase);
        handlers.put(phase, handler);
        conditions.put(phase, condition);
        return this;
    }

    /** @return the handler of a phase */
    PhaseHandler<P, S, C> handler(P phase) {
        return handlers.get(phase);
    }

    /** @return the phase that follows; the last phase ends the operation and has none */
    P after(P phase, S state) {
        return order.subList(order.indexOf(phase) + 1, order.size()).stream()
                .filter(next -> conditions.get(next).test(state))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no phase after " + phase));
    }
}
