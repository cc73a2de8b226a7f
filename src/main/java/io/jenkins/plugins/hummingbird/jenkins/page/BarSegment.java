package io.jenkins.plugins.hummingbird.jenkins.page;

import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.StateCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A part of the bar that shows how many groups are in which state. */
public final class BarSegment {
    private final GroupState state;
    private final double start;
    private final double width;

    private BarSegment(GroupState state, double start, double width) {
        this.state = state;
        this.start = start;
        this.width = width;
    }

    /** The parts from left to right: what is done first, what waits last. */
    static List<BarSegment> of(StateCounts counts) {
        List<BarSegment> parts = new ArrayList<>();
        double start = 0;
        for (GroupState state : GroupState.leftToRight()) {
            double width = counts.of(state) * 100.0 / Math.max(1, counts.all());
            if (width > 0) {
                parts.add(new BarSegment(state, start, width));
            }
            start += width;
        }
        return parts;
    }

    /** @return the state's word */
    public String getState() {
        return state.word();
    }

    /** @return where it begins, such as {@code 12.50%} */
    public String getStart() {
        return percent(start);
    }

    /** @return how wide it is, such as {@code 12.50%} */
    public String getWidth() {
        return percent(width);
    }

    private static String percent(double number) {
        return String.format(Locale.ROOT, "%.2f%%", number);
    }

    /** @return its place for the page's script */
    Map<String, String> json() {
        return Map.of("state", getState(), "start", getStart(), "width", getWidth());
    }
}
