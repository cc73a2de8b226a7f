package io.jenkins.plugins.hummingbird.submit.board;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Set;

/** The states of all groups of a submission, a letter each, so that ten thousand of them take ten kilobytes saved. */
public final class GroupStates implements Serializable {
    private static final long serialVersionUID = 1L;

    private String letters;

    public GroupStates(int groups) {
        char[] all = new char[groups];
        Arrays.fill(all, GroupState.WAITING.letter());
        letters = new String(all);
    }

    /**
     * @param size how many groups there are
     * @param skipped the numbers of those that were done before, from 1
     * @return the states before the first round: all others wait
     */
    public static GroupStates skipping(int size, Set<Integer> skipped) {
        GroupStates states = new GroupStates(size);
        GroupState[] all = states.all();
        skipped.forEach(number -> all[number - 1] = GroupState.SKIPPED);
        states.set(all);
        return states;
    }

    public int size() {
        return letters.length();
    }

    /** @param group from 1, as the tasks count */
    public GroupState get(int group) {
        return GroupState.of(letters.charAt(group - 1));
    }

    /** Replaces the states of all groups at once: {@code states[0]} is that of group 1. */
    public void set(GroupState[] states) {
        StringBuilder text = new StringBuilder(states.length);
        for (GroupState state : states) {
            text.append(state.letter());
        }
        letters = text.toString();
    }

    public GroupState[] all() {
        GroupState[] states = new GroupState[size()];
        Arrays.setAll(states, i -> get(i + 1));
        return states;
    }

    public int count(GroupState state) {
        return (int) letters.chars().filter(letter -> letter == state.letter()).count();
    }

    public int ended() {
        return size() - count(GroupState.WAITING) - count(GroupState.RUNNING);
    }

    int published() {
        return count(GroupState.COMPLETED) + count(GroupState.SKIPPED);
    }
}
