package io.jenkins.plugins.hummingbird.submit.board;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;

/** Groups that are tried again only if that helps others, which failed for the same reason. */
public final class HeldBack implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How many times the memory that was asked for each gets, by group. */
    private final LinkedHashMap<Integer, Integer> factors = new LinkedHashMap<>();

    public void add(List<Round.Task> tasks) {
        tasks.forEach(task -> factors.put(task.group(), task.factor()));
    }

    public int size() {
        return factors.size();
    }

    public void clear() {
        factors.clear();
    }

    /**
     * What to do with them now.
     *
     * @param least how many times the memory each gets at least, which was enough for others
     */
    public List<Round.Task> tasks(int least) {
        return factors.entrySet().stream()
                .map(entry -> new Round.Task(entry.getKey(), Math.max(least, entry.getValue())))
                .toList();
    }
}
