package io.jenkins.plugins.hummingbird.submit.board;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How many things are in each state. */
public final class StateCounts {
    private final EnumMap<GroupState, Integer> counts = new EnumMap<>(GroupState.class);
    private int all;
    private int retried;

    /** Counts nothing yet. */
    public StateCounts() {}

    /** @param marks those of all groups, a letter each */
    public static StateCounts of(String marks) {
        StateCounts counts = new StateCounts();
        marks.chars().forEach(letter -> counts.add(GroupMark.of((char) letter)));
        return counts;
    }

    /** None of them is known to have been tried again. */
    public static StateCounts of(GroupStates states) {
        StateCounts counts = new StateCounts();
        for (GroupState state : states.all()) {
            counts.add(new GroupMark(state, false));
        }
        return counts;
    }

    public void add(GroupMark mark) {
        counts.merge(mark.state(), 1, Integer::sum);
        all++;
        retried += mark.retried() ? 1 : 0;
    }

    /** @return how many are in that state */
    public int of(GroupState state) {
        return counts.getOrDefault(state, 0);
    }

    /** @return how many there are in all */
    public int all() {
        return all;
    }

    /** @return how many were tried again */
    public int retried() {
        return retried;
    }

    /** @return the number for each state that occurs, in the order of the states */
    public Map<GroupState, Integer> each() {
        return Collections.unmodifiableMap(counts);
    }

    /** @return what people read, such as {@code 370 completed, 14 failed}; empty when there is nothing */
    public String words() {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().word())
                .collect(Collectors.joining(", "));
    }
}
