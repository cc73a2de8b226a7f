package io.jenkins.plugins.hummingbird.submit.plates;

import java.util.function.DoubleFunction;
import java.util.function.IntToDoubleFunction;
import javax.xml.stream.XMLStreamException;

/**
 * A plate whose wells have the colors of values, between two bounds of the scale. A well without a value is hatched; pointing
 * at a well shows its value.
 */
public final class HeatSvg extends PlateDrawing {
    private static final int SCALE_WIDTH = 220;

    private final String what;
    private final IntToDoubleFunction values;
    private final double low;
    private final double high;
    private final DoubleFunction<String> words;

    /**
     * @param what the values are
     * @param values by {@link WellPosition#number}; NaN for none
     * @param low what has the first color, and whatever is lower
     * @param high what has the last color, and whatever is higher
     * @param words a value as a text
     */
    public HeatSvg(
            PlateMap plate,
            String what,
            IntToDoubleFunction values,
            double low,
            double high,
            DoubleFunction<String> words) {
        super(plate);
        this.what = what;
        this.values = values;
        this.low = low;
        this.high = high;
        this.words = words;
    }

    @Override
    String title() {
        return plate.title() + ": " + what;
    }

    @Override
    String description() {
        return "Wells colored from " + words.apply(low) + " (dark) to " + words.apply(high) + " (light).";
    }

    @Override
    void writeWell(int row, int column) throws XMLStreamException {
        WellPosition well = new WellPosition(row, column);
        double value = values.applyAsDouble(well.number());
        if (Double.isNaN(value) && plate.groups(row, column).length == 0) {
            writeUnused(row, column);
            return;
        }
        start("g");
        text("title", well.name() + ": " + (Double.isNaN(value) ? "no value" : words.apply(value)));
        int half = cell / 2 - 1;
        String left = "" + (x(column) - half);
        String top = "" + (y(row) - half);
        String size = "" + 2 * half;
        if (Double.isNaN(value)) {
            empty("rect", "x", left, "y", top, "width", size, "height", size, "fill", "none", "stroke", "#767676");
            for (int part = 1; part < 4; part++) {
                int at = part * half / 2;
                String line = "M" + (x(column) - half) + " " + (y(row) - half + at) + "l" + at + " " + -at;
                empty("path", "d", line, "stroke", "#767676");
            }
        } else {
            empty("rect", "x", left, "y", top, "width", size, "height", size, "fill", HeatColors.at(part(value)));
        }
        end();
    }

    private double part(double value) {
        return high > low ? (value - low) / (high - low) : 0.5;
    }

    @Override
    int heightBelow() {
        return 44;
    }

    @Override
    int leastWidth() {
        return SCALE_WIDTH + 200;
    }

    @Override
    void writeBelow(int top) throws XMLStreamException {
        int steps = 44;
        int width = SCALE_WIDTH / steps;
        int from = 100;
        for (int step = 0; step < steps; step++) {
            String color = HeatColors.at((double) step / (steps - 1));
            empty(
                    "rect",
                    "x",
                    "" + (from + step * width),
                    "y",
                    "" + (top + 8),
                    "width",
                    "" + width,
                    "height",
                    "14",
                    "fill",
                    color);
        }
        String y = "" + (top + 19);
        text("text", words.apply(low), "x", "" + (from - 6), "y", y, "text-anchor", "end", "fill", INK);
        text(
                "text",
                words.apply(high),
                "x",
                "" + (from + SCALE_WIDTH + 6),
                "y",
                y,
                "text-anchor",
                "start",
                "fill",
                INK);
    }
}
