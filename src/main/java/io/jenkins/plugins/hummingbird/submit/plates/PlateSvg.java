package io.jenkins.plugins.hummingbird.submit.plates;

import io.jenkins.plugins.hummingbird.operation.text.Wording;
import io.jenkins.plugins.hummingbird.submit.board.GroupMark;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.StateCounts;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;

/** The picture of what has become of a plate's wells. Color is never alone: each state has a letter and one of three shapes. */
final class PlateSvg extends PlateDrawing {
    private static final int LEGEND_WIDTH = 118;

    private final String marks;
    private final Map<Integer, String> reasons;
    private final StateCounts counts = new StateCounts();

    /**
     * @param marks those of all groups, a letter each
     * @param reasons why groups failed, by their numbers; shown when one points at a well
     */
    PlateSvg(PlateMap plate, String marks, Map<Integer, String> reasons) {
        super(plate);
        this.marks = marks;
        this.reasons = reasons;
        for (int row = 0; row < plate.rows(); row++) {
            for (int column = 0; column < plate.columns(); column++) {
                GroupMark mark = plate.mark(row, column, marks);
                if (mark != null) {
                    counts.add(mark);
                }
            }
        }
    }

    @Override
    String title() {
        return plate.title();
    }

    @Override
    String description() {
        Map<GroupState, StringBuilder> wells = new TreeMap<>();
        for (int row = 0; row < plate.rows(); row++) {
            for (int column = 0; column < plate.columns(); column++) {
                GroupMark mark = plate.mark(row, column, marks);
                if (mark != null && mark.state().isBad()) {
                    wells.computeIfAbsent(mark.state(), state -> new StringBuilder())
                            .append(' ')
                            .append(new WellPosition(row, column).name());
                }
            }
        }
        StringBuilder text = new StringBuilder(Wording.count(counts.all(), "well") + ": ")
                .append(counts.words())
                .append('.');
        wells.forEach((state, names) ->
                text.append(' ').append(state.word()).append(':').append(names).append('.'));
        return text.toString();
    }

    @Override
    void writeWell(int row, int column) throws XMLStreamException {
        GroupMark mark = plate.mark(row, column, marks);
        if (mark == null) {
            writeUnused(row, column);
            return;
        }
        start("g");
        text("title", new WellPosition(row, column).name() + ": " + mark.words() + reason(row, column));
        writeMark(mark, x(column), y(row));
        end();
    }

    private String reason(int row, int column) {
        for (int group : plate.groups(row, column)) {
            if (reasons.containsKey(group)) {
                return ": " + reasons.get(group);
            }
        }
        return "";
    }

    /** The shape of the state, with its letter; a ring around it when the groups were tried again. */
    private void writeMark(GroupMark mark, int x, int y) throws XMLStreamException {
        GroupState state = mark.state();
        String[] paint = {
            "fill",
            state.fill(),
            "stroke",
            mark.retried() ? INK : "#767676",
            "stroke-width",
            mark.retried() ? "2.5" : "1"
        };
        int half = cell / 2 - 2;
        switch (state.shape()) {
            case SQUARE -> {
                empty("rect");
                attributes("x", "" + (x - half), "y", "" + (y - half));
                attributes("width", "" + 2 * half, "height", "" + 2 * half);
            }
            case DIAMOND -> {
                int far = half + 1;
                empty("path");
                attributes(
                        "d",
                        String.format(
                                Locale.ROOT, "M%d %dl%d %dl%d %dl%d %dz", x, y - far, far, far, -far, far, -far, -far));
            }
            case CIRCLE -> {
                empty("circle");
                attributes("cx", "" + x, "cy", "" + y, "r", "" + half);
            }
        }
        attributes(paint);
        if (!state.label().isEmpty()) {
            text("text", state.label(), "x", "" + x, "y", "" + (y + 4), "fill", state.ink());
        }
    }

    @Override
    int heightBelow() {
        return 52;
    }

    @Override
    int leastWidth() {
        return 12 + 4 * LEGEND_WIDTH;
    }

    @Override
    void writeBelow(int top) throws XMLStreamException {
        int place = 0;
        for (GroupState state : GroupState.values()) {
            writeEntry(place++, top, new GroupMark(state, false), counts.of(state) + " " + state.word());
        }
        writeEntry(place, top, new GroupMark(GroupState.WAITING, true), counts.retried() + " tried again");
    }

    private void writeEntry(int place, int top, GroupMark mark, String words) throws XMLStreamException {
        int x = 22 + place % 4 * LEGEND_WIDTH;
        int y = top + 10 + place / 4 * 24;
        writeMark(mark, x, y);
        text("text", words, "x", "" + (x + 15), "y", "" + (y + 4), "text-anchor", "start", "fill", INK);
    }
}
