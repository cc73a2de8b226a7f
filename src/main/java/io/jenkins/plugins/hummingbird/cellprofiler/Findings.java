package io.jenkins.plugins.hummingbird.cellprofiler;

import java.util.ArrayList;
import java.util.List;

/** Things of one kind that were found, for a message: the first of them, and how many more there are. */
public final class Findings {
    private static final int SHOWN = 10;

    private final int shown;
    private final List<String> first = new ArrayList<>();
    private long count;

    /** Shows the first ten. */
    public Findings() {
        this(SHOWN);
    }

    /** @param shown how many are shown */
    public Findings(int shown) {
        this.shown = shown;
    }

    /** @param finding kept when it is one of the first, and counted in any case */
    public void add(String finding) {
        count++;
        if (first.size() < shown) {
            first.add(finding);
        }
    }

    /** @param others the first of them are kept as far as they are among the first of all */
    public void addAll(Findings others) {
        first.addAll(others.first.subList(0, Math.min(others.first.size(), Math.max(0, shown - first.size()))));
        count += others.count;
    }

    /** @return how many there are */
    public long count() {
        return count;
    }

    /** @return the first of them */
    public List<String> first() {
        return List.copyOf(first);
    }

    @Override
    public String toString() {
        return String.join("; ", first) + (count > shown ? "; and " + (count - shown) + " more" : "");
    }
}
