package io.jenkins.plugins.hummingbird.cellprofiler;

import java.util.ArrayList;
import java.util.List;

/** Examples for a message: the first of many items, and how many more there are. */
public final class Examples {
    private static final int SHOWN = 10;

    private final int shown;
    private final List<String> first = new ArrayList<>();
    private long count;

    /** Keeps the first ten items. */
    public Examples() {
        this(SHOWN);
    }

    /** @param shown how many items are kept */
    public Examples(int shown) {
        this.shown = shown;
    }

    /** @param item kept if it is one of the first; counted in any case */
    public void add(String item) {
        count++;
        if (first.size() < shown) {
            first.add(item);
        }
    }

    /** @param others their items are kept as far as they are among the first, and counted */
    public void addAll(Examples others) {
        first.addAll(others.first.subList(0, Math.min(others.first.size(), Math.max(0, shown - first.size()))));
        count += others.count;
    }

    /** @return the number of items */
    public long count() {
        return count;
    }

    /** @return the first items */
    public List<String> first() {
        return List.copyOf(first);
    }

    @Override
    public String toString() {
        return String.join("; ", first) + (count > shown ? "; and " + (count - shown) + " more" : "");
    }
}
