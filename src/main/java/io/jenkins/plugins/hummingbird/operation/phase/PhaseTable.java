package io.jenkins.plugins.hummingbird.operation.phase;

import io.jenkins.plugins.hummingbird.operation.OperationContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The phases of an operation in their order, what is done in each, and when one is left out. A handler that answers {@link
 * PhaseResult#done} leads to the next line whose condition holds.
 *
 * @param <P> the phases
 * @param <S> the operation's state
 * @param <C> what a move is given
 */
public final class PhaseTable<P extends Enum<P> & Phase, S extends PhasedState<P>, C extends OperationContext> {
    private final List<P> order = new ArrayList<>();
    private final Map<P, PhaseHandler<P, S, C>> handlers;
    private final Map<P, Predicate<S>> conditions;

    /** @param phases whose constants all get a line */
    public PhaseTable(Class<P> phases) {
        handlers = new EnumMap<>(phases);
        conditions = new EnumMap<>(phases);
    }

    /**
     * Adds a line.
     *
     * @return this table
     */
    public PhaseTable<P, S, C> phase(P phase, PhaseHandler<P, S, C> handler) {
        return phase(phase, handler, state -> true);
    }

    /**
     * Adds a line that may be left out.
     *
     * @param condition when it is not: looked at when the phase before is done
     * @return this table
     */
    public PhaseTable<P, S, C> phase(P phase, PhaseHandler<P, S, C> handler, Predicate<S> condition) {
        order.add(phase);
        handlers.put(phase, handler);
        conditions.put(phase, condition);
        return this;
    }

    /** @return what is done in a phase */
    PhaseHandler<P, S, C> handler(P phase) {
        return handlers.get(phase);
    }

    /** @return the phase after the one that is done; the last phase has none and ends the operation itself */
    P after(P phase, S state) {
        return order.subList(order.indexOf(phase) + 1, order.size()).stream()
                .filter(next -> conditions.get(next).test(state))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no phase after " + phase));
    }

    /** @return the phases in their order */
    public List<P> order() {
        return List.copyOf(order);
    }
}
