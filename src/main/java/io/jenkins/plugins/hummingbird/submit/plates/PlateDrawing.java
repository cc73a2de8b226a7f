package io.jenkins.plugins.hummingbird.submit.plates;

import java.io.IOException;
import java.io.OutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The picture of a plate as a file that needs nothing else. Jenkins serves artifacts so that neither a script nor a style
 * sheet within them has an effect: all colors are attributes. Subclasses draw the wells and what is below them.
 */
abstract class PlateDrawing {
    static final String INK = "#1a1a1a";
    private static final int LEFT = 36;
    private static final int TOP = 52;
    private static final int MARGIN = 12;

    final PlateMap plate;

    /** The size of a well, in pixels. */
    final int cell;

    private XMLStreamWriter xml;

    PlateDrawing(PlateMap plate) {
        this.plate = plate;
        cell = plate.columns() > 24 ? 16 : 22;
    }

    /** @param to is flushed, but not closed */
    public final void write(OutputStream to) throws IOException {
        try {
            xml = XMLOutputFactory.newInstance().createXMLStreamWriter(to, "UTF-8");
            int width = Math.max(LEFT + plate.columns() * cell + MARGIN, leastWidth());
            int below = TOP + plate.rows() * cell + MARGIN;
            int height = below + heightBelow();
            xml.writeStartDocument("UTF-8", "1.0");
            start("svg", "viewBox", "0 0 " + width + " " + height, "width", "" + width, "height", "" + height);
            xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
            attributes("role", "img", "aria-labelledby", "title desc");
            attributes("font-family", "sans-serif", "font-size", cell > 16 ? "11" : "9", "text-anchor", "middle");
            text("title", title(), "id", "title");
            text("desc", description(), "id", "desc");
            empty("rect", "width", "" + width, "height", "" + height, "fill", "#ffffff");
            String[] heading = {"x", "12", "y", "22", "font-size", "15", "text-anchor", "start", "fill", INK};
            text("text", shortTitle(), heading);
            writeNames();
            for (int row = 0; row < plate.rows(); row++) {
                for (int column = 0; column < plate.columns(); column++) {
                    writeWell(row, column);
                }
            }
            writeBelow(below);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException("the picture of a plate cannot be written", e);
        }
    }

    /** @return what the picture shows */
    abstract String title();

    /** @return the same as somebody says it who sees the picture */
    abstract String description();

    abstract void writeWell(int row, int column) throws XMLStreamException;

    /** @param top where the plate ends */
    abstract void writeBelow(int top) throws XMLStreamException;

    /** @return of what is below the plate, in pixels */
    abstract int heightBelow();

    /** @return of what is below the plate, in pixels */
    abstract int leastWidth();

    private String shortTitle() {
        String title = title();
        return title.length() > 60 ? title.substring(0, 59) + "\u2026" : title;
    }

    private void writeNames() throws XMLStreamException {
        for (int column = 0; column < plate.columns(); column++) {
            text("text", "" + (column + 1), "x", "" + x(column), "y", "" + (TOP - 6), "fill", INK);
        }
        for (int row = 0; row < plate.rows(); row++) {
            text("text", WellPosition.rowName(row), "x", "" + LEFT / 2, "y", "" + (y(row) + 4), "fill", INK);
        }
    }

    /** Draws a well without images. */
    final void writeUnused(int row, int column) throws XMLStreamException {
        empty("circle", "cx", "" + x(column), "cy", "" + y(row), "r", "1.5", "fill", "#bbbbbb");
    }

    /** @return the middle of a column */
    final int x(int column) {
        return LEFT + column * cell + cell / 2;
    }

    /** @return the middle of a row */
    final int y(int row) {
        return TOP + row * cell + cell / 2;
    }

    final void start(String name, String... pairs) throws XMLStreamException {
        xml.writeStartElement(name);
        attributes(pairs);
    }

    final void end() throws XMLStreamException {
        xml.writeEndElement();
    }

    final void empty(String name, String... pairs) throws XMLStreamException {
        xml.writeEmptyElement(name);
        attributes(pairs);
    }

    final void text(String name, String text, String... pairs) throws XMLStreamException {
        start(name, pairs);
        xml.writeCharacters(XmlText.allowed(text));
        xml.writeEndElement();
    }

    final void attributes(String... pairs) throws XMLStreamException {
        for (int i = 0; i < pairs.length; i += 2) {
            xml.writeAttribute(pairs[i], pairs[i + 1]);
        }
    }
}
