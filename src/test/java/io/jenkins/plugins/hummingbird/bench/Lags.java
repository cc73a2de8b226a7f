package io.jenkins.plugins.hummingbird.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long after its task has written that it is completed this was known of a group, for many groups. */
final class Lags {
    private final List<Long> millis = new ArrayList<>();

    /**
     * Adds those of one submission. Which task a count rose by is not known, but tasks that ended first are known first.
     *
     * @param ends when tasks ended, in milliseconds since 1970; more may have ended than are known
     * @param known when the count of known ends rose, by one each time
     * @param from ends before that are left out
     */
    void add(List<Long> ends, List<Long> known, long from) {
        List<Long> sorted = new ArrayList<>(ends);
        Collections.sort(sorted);
        for (int i = 0; i < known.size(); i++) {
            if (sorted.get(i) >= from) {
                millis.add(known.get(i) - sorted.get(i));
            }
        }
    }

    /** @return how long it took at most for that part of the groups, in seconds */
    private double within(double part) {
        return millis.get((int) Math.min(millis.size() - 1L, Math.round(part * millis.size()))) / 1e3;
    }

    void print() {
        Collections.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "s from a task's record to its verdict, %d tasks: median %.1f, 90 %% %.1f, 95 %% %.1f, longest %.1f%n",
                millis.size(),
                within(0.5),
                within(0.9),
                within(0.95),
                within(1));
    }
}
