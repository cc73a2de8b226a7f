package io.jenkins.plugins.hummingbird.jenkins.form;

import io.jenkins.plugins.hummingbird.cellprofiler.names.NameSketch;
import io.jenkins.plugins.hummingbird.operation.text.Wording;
import io.jenkins.plugins.hummingbird.submit.look.FolderSketch;
import io.jenkins.plugins.hummingbird.submit.plates.WellPosition;
import io.jenkins.plugins.hummingbird.submit.plates.XmlText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What the look at a folder found, as HTML that a form shows below the button: a sentence, a sketch of each plate, a table of
 * names. It has neither scripts nor styles, so that it works under a Content-Security-Policy, and the color of the text in
 * light and dark themes.
 */
final class FolderSketchMarkup {
    private static final int MOST_PLATES = 12;
    private static final int LONGEST = 120;
    private static final int CELL = 10;
    private static final int SQUARE = 8;
    private static final int LEFT = 18;
    private static final int TOP = 14;

    /** Columns and rows of the plates that there are, the smallest first. */
    private static final List<int[]> SIZES = List.of(
            new int[] {3, 2}, new int[] {4, 3}, new int[] {6, 4}, new int[] {12, 8}, new int[] {24, 16}, new int[] {
                48, 32
            });

    private final StringBuilder html = new StringBuilder();

    private FolderSketchMarkup() {}

    /** @return the markup; all texts that come from the head node are escaped and cut */
    static String of(FolderSketch sketch, String images) {
        FolderSketchMarkup markup = new FolderSketchMarkup();
        NameSketch names = sketch.names();
        markup.line(Messages.FolderSketch_explains(
                shortened(sketch.pattern()),
                Integer.toString(names.matchedCount()),
                Integer.toString(names.images()),
                images,
                sketch.words()));
        sketch.remarks().forEach(remark -> markup.line(remark + "."));
        List<NameSketch.Plate> plates = names.plates();
        plates.stream().limit(MOST_PLATES).forEach(markup::plate);
        if (plates.size() > MOST_PLATES) {
            markup.line(Messages.FolderSketch_morePlates(plates.size() - MOST_PLATES));
        }
        markup.table(names.examples());
        return markup.html.toString();
    }

    /** @return the text as HTML shows it, in an element or in an attribute with double quotes */
    static String escaped(String text) {
        return XmlText.allowed(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private void line(String text) {
        html.append("<div>").append(escaped(text)).append("</div>");
    }

    private void plate(NameSketch.Plate plate) {
        List<WellPosition> wells = plate.wells().stream()
                .map(WellPosition::of)
                .filter(Objects::nonNull)
                .toList();
        if (wells.isEmpty()) {
            return;
        }
        int[] size = SIZES.stream()
                .filter(one -> wells.stream().allMatch(well -> well.column() < one[0] && well.row() < one[1]))
                .findFirst()
                .orElse(SIZES.get(SIZES.size() - 1));
        String used = Wording.count(wells.size(), "well");
        // which plate it is nobody knows: those at its edges may have been left out
        String drawn = Integer.toString(size[0] * size[1]);
        String label = plate.name().isEmpty()
                ? Messages.FolderSketch_onePlate(used, drawn)
                : Messages.FolderSketch_plate(shortened(plate.name()), used, drawn);
        int width = LEFT + size[0] * CELL;
        int height = TOP + size[1] * CELL;
        html.append("<figure><figcaption>").append(escaped(label)).append("</figcaption>");
        html.append("<svg role=\"img\" aria-label=\"")
                .append(escaped(label))
                .append("\" width=\"")
                .append(width)
                .append("\" height=\"")
                .append(height)
                .append("\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(height)
                .append("\" font-size=\"10\">");
        text(0, TOP + CELL - 2, "A");
        text(0, height - 2, name(new WellPosition(size[1] - 1, 0)));
        text(LEFT, TOP - 4, "1");
        text(width - CELL - 2, TOP - 4, Integer.toString(size[0]));
        StringBuilder empty = new StringBuilder();
        for (int row = 0; row < size[1]; row++) {
            for (int column = 0; column < size[0]; column++) {
                square(empty, new WellPosition(row, column));
            }
        }
        StringBuilder squares = new StringBuilder();
        wells.forEach(well -> square(squares, well));
        html.append("<path fill=\"currentColor\" fill-opacity=\"0.15\" d=\"")
                .append(empty)
                .append("\"></path>");
        html.append("<path fill=\"currentColor\" d=\"").append(squares).append("\"></path></svg></figure>");
    }

    /** @return the letters of the row */
    private static String name(WellPosition well) {
        return well.name().replaceAll("[0-9]", "");
    }

    private void text(int x, int y, String text) {
        html.append("<text fill=\"currentColor\" x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y)
                .append("\">")
                .append(text)
                .append("</text>");
    }

    private static void square(StringBuilder path, WellPosition well) {
        path.append('M')
                .append(LEFT + well.column() * CELL)
                .append(' ')
                .append(TOP + well.row() * CELL)
                .append('h')
                .append(SQUARE)
                .append('v')
                .append(SQUARE)
                .append("h-")
                .append(SQUARE)
                .append('z');
    }

    private void table(List<NameSketch.Example> examples) {
        Set<String> keys = new LinkedHashSet<>();
        examples.forEach(example -> keys.addAll(example.values().keySet()));
        html.append("<table class=\"jenkins-table jenkins-table--small\"><thead><tr>");
        cell("th", Messages.FolderSketch_name());
        keys.forEach(key -> cell("th", key));
        html.append("</tr></thead><tbody>");
        for (NameSketch.Example example : examples) {
            html.append("<tr>");
            cell("td", example.path());
            keys.forEach(key -> cell("td", example.values().getOrDefault(key, "")));
            html.append("</tr>");
        }
        html.append("</tbody></table>");
    }

    private void cell(String element, String text) {
        html.append('<').append(element).append('>');
        html.append(escaped(shortened(text)));
        html.append("</").append(element).append('>');
    }
}
