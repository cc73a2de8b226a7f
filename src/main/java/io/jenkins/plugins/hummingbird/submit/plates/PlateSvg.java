package io.jenkins.plugins.hummingbird.submit.plates;

import io.jenkins.plugins.hummingbird.submit.state.GroupMark;
import io.jenkins.plugins.hummingbird.submit.state.GroupState;
import io.jenkins.plugins.hummingbird.submit.state.StateCounts;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The picture of a plate as a file that needs nothing else. Jenkins serves artifacts so that neither a script nor a
 * style sheet within them has an effect: all colours are attributes. Colour is never alone: each state has a letter and
 * one of three shapes.
 */
final class PlateSvg {
    private static final int LEFT = 36;
    private static final int TOP = 52;
    private static final int LEGEND_WIDTH = 118;
    private static final String INK = "#1a1a1a";

    private final PlateMap plate;
    private final String marks;
    private final Map<Integer, String> reasons;
    private final int cell;
    private final StateCounts counts = new StateCounts();

    /**
     * @param marks those of all groups, a letter each
     * @param reasons why groups failed, by their numbers; shown when one points at a well
     */
    PlateSvg(PlateMap plate, String marks, Map<Integer, String> reasons) {
        this.plate = plate;
        this.marks = marks;
        this.reasons = reasons;
        cell = plate.columns() > 24 ? 16 : 22;
        for (int row = 0; row < plate.rows(); row++) {
            for (int column = 0; column < plate.columns(); column++) {
                GroupMark mark = plate.mark(row, column, marks);
                if (mark != null) {
                    counts.add(mark);
                }
            }
        }
    }

    /** @param to is flushed, but not closed */
    void write(OutputStream to) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(to, "UTF-8");
            int width = Math.max(LEFT + plate.columns() * cell + 12, 12 + 4 * LEGEND_WIDTH);
            int legend = TOP + plate.rows() * cell + 12;
            int height = legend + 52;
            xml.writeStartDocument("UTF-8", "1.0");
            start(xml, "svg", "viewBox", "0 0 " + width + " " + height, "width", "" + width, "height", "" + height);
            xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
            attributes(xml, "role", "img", "aria-labelledby", "title desc");
            attributes(xml, "font-family", "sans-serif", "font-size", cell > 16 ? "11" : "9", "text-anchor", "middle");
            text(xml, "title", plate.title(), "id", "title");
            text(xml, "desc", description(), "id", "desc");
            empty(xml, "rect", "width", "" + width, "height", "" + height, "fill", "#ffffff");
            text(
                    xml,
                    "text",
                    shortTitle(),
                    "x",
                    "12",
                    "y",
                    "22",
                    "font-size",
                    "15",
                    "text-anchor",
                    "start",
                    "fill",
                    INK);
            writeNames(xml);
            for (int row = 0; row < plate.rows(); row++) {
                for (int column = 0; column < plate.columns(); column++) {
                    writeWell(xml, row, column);
                }
            }
            writeLegend(xml, legend);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException("the picture of a plate cannot be written", e);
        }
    }

    private String shortTitle() {
        String title = plate.title();
        return title.length() > 60 ? title.substring(0, 59) + "\u2026" : title;
    }

    private String description() {
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
        StringBuilder text = new StringBuilder(counts.all() + (counts.all() == 1 ? " well: " : " wells: "))
                .append(counts.words())
                .append('.');
        wells.forEach((state, names) ->
                text.append(' ').append(state.word()).append(':').append(names).append('.'));
        return text.toString();
    }

    private void writeNames(XMLStreamWriter xml) throws XMLStreamException {
        for (int column = 0; column < plate.columns(); column++) {
            text(xml, "text", "" + (column + 1), "x", "" + x(column), "y", "" + (TOP - 6), "fill", INK);
        }
        for (int row = 0; row < plate.rows(); row++) {
            text(xml, "text", WellPosition.rowName(row), "x", "" + LEFT / 2, "y", "" + (y(row) + 4), "fill", INK);
        }
    }

    private void writeWell(XMLStreamWriter xml, int row, int column) throws XMLStreamException {
        GroupMark mark = plate.mark(row, column, marks);
        if (mark == null) {
            empty(xml, "circle", "cx", "" + x(column), "cy", "" + y(row), "r", "1.5", "fill", "#bbbbbb");
            return;
        }
        start(xml, "g");
        text(xml, "title", new WellPosition(row, column).name() + ": " + mark.words() + reason(row, column));
        writeMark(xml, mark, x(column), y(row));
        xml.writeEndElement();
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
    private void writeMark(XMLStreamWriter xml, GroupMark mark, int x, int y) throws XMLStreamException {
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
                xml.writeEmptyElement("rect");
                attributes(xml, "x", "" + (x - half), "y", "" + (y - half));
                attributes(xml, "width", "" + 2 * half, "height", "" + 2 * half);
            }
            case DIAMOND -> {
                int far = half + 1;
                xml.writeEmptyElement("path");
                attributes(
                        xml,
                        "d",
                        String.format(
                                Locale.ROOT, "M%d %dl%d %dl%d %dl%d %dz", x, y - far, far, far, -far, far, -far, -far));
            }
            case CIRCLE -> {
                xml.writeEmptyElement("circle");
                attributes(xml, "cx", "" + x, "cy", "" + y, "r", "" + half);
            }
        }
        attributes(xml, paint);
        if (!state.label().isEmpty()) {
            text(xml, "text", state.label(), "x", "" + x, "y", "" + (y + 4), "fill", state.ink());
        }
    }

    private void writeLegend(XMLStreamWriter xml, int top) throws XMLStreamException {
        int place = 0;
        for (GroupState state : GroupState.values()) {
            writeEntry(xml, place++, top, new GroupMark(state, false), counts.of(state) + " " + state.word());
        }
        writeEntry(xml, place, top, new GroupMark(GroupState.WAITING, true), counts.retried() + " tried again");
    }

    private void writeEntry(XMLStreamWriter xml, int place, int top, GroupMark mark, String words)
            throws XMLStreamException {
        int x = 22 + place % 4 * LEGEND_WIDTH;
        int y = top + 10 + place / 4 * 24;
        writeMark(xml, mark, x, y);
        text(xml, "text", words, "x", "" + (x + 15), "y", "" + (y + 4), "text-anchor", "start", "fill", INK);
    }

    private int x(int column) {
        return LEFT + column * cell + cell / 2;
    }

    private int y(int row) {
        return TOP + row * cell + cell / 2;
    }

    private static void start(XMLStreamWriter xml, String name, String... pairs) throws XMLStreamException {
        xml.writeStartElement(name);
        attributes(xml, pairs);
    }

    private static void empty(XMLStreamWriter xml, String name, String... pairs) throws XMLStreamException {
        xml.writeEmptyElement(name);
        attributes(xml, pairs);
    }

    private static void text(XMLStreamWriter xml, String name, String text, String... pairs) throws XMLStreamException {
        start(xml, name, pairs);
        xml.writeCharacters(XmlText.allowed(text));
        xml.writeEndElement();
    }

    private static void attributes(XMLStreamWriter xml, String... pairs) throws XMLStreamException {
        for (int i = 0; i < pairs.length; i += 2) {
            xml.writeAttribute(pairs[i], pairs[i + 1]);
        }
    }
}
