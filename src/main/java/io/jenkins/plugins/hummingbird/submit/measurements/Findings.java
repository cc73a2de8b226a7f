package io.jenkins.plugins.hummingbird.submit.measurements;

import io.jenkins.plugins.hummingbird.measure.Column;
import io.jenkins.plugins.hummingbird.measure.Distribution;
import io.jenkins.plugins.hummingbird.measure.PlateColumn;
import io.jenkins.plugins.hummingbird.measure.ValueStore;
import io.jenkins.plugins.hummingbird.submit.plates.WellPosition;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is odd about the plates, in sentences with their numbers; no verdict, for a plate of controls may look just so. Nearly
 * empty wells, by the number of objects; rows, columns and edges that differ, by that and by the mean intensities of images.
 */
public final class Findings {
    private static final int MOST = 5;
    private static final int MOST_WELLS_NAMED = 5;
    private static final int MOST_COLUMNS = 8;

    /** On fewer wells no row, column or edge differs. */
    private static final int FEWEST_WELLS = 12;

    /** Of a row or column. */
    private static final int FEWEST_IN_LINE = 3;

    /** Median absolute deviations of the plate's wells. */
    private static final double FAR = 3;

    /** The same for the many wells of an edge: one standard deviation. */
    private static final double FAR_AT_EDGE = 1.4826;

    private static final double NEARLY_EMPTY = 0.1;

    private final Plan plan;
    private final List<Finding> found = new ArrayList<>();

    private record Finding(double weight, String text) {}

    private Findings(Plan plan) {
        this.plan = plan;
    }

    /**
     * @param folder the operation's
     * @return five at most, the most conspicuous first
     */
    public static List<String> read(Path folder, Plan plan) throws IOException {
        Findings findings = new Findings(plan);
        try (ValueStore store = ValueStore.toRead(folder)) {
            int count = CountNames.most(store.columns());
            for (int plate = 0; plate < store.plates().size(); plate++) {
                if (count >= 0) {
                    findings.look(store, plate, count);
                }
                for (int column : intensities(store.columns())) {
                    findings.look(store, plate, column);
                }
            }
        }
        return findings.found.stream()
                .sorted(Comparator.comparingDouble(Finding::weight).reversed())
                .limit(MOST)
                .map(Finding::text)
                .toList();
    }

    private static List<Integer> intensities(List<Column> columns) {
        return Column.numbers(columns, column -> column.name().startsWith("Image_Intensity_MeanIntensity_")).stream()
                .limit(MOST_COLUMNS)
                .toList();
    }

    private void look(ValueStore store, int plate, int number) throws IOException {
        Column column = store.columns().get(number);
        String name = store.plates().get(plate);
        Map<Integer, Double> values = new TreeMap<>();
        PlateColumn.read(store, plate, number).byWell().forEach((well, value) -> {
            if (Double.isFinite(value.value())) {
                values.put(well, value.value());
            }
        });
        Distribution all = Distribution.of(values.values());
        String where = name.isEmpty() ? "" : name + ": ";
        if (column.isCount()) {
            lookForEmpty(where, CountNames.words(column.objects()), values, all.median());
        }
        values.keySet().removeIf(place -> PlateColumn.groupAt(place) > 0);
        if (values.size() < FEWEST_WELLS || all.mad() == 0) {
            return;
        }
        String what = column.isCount() ? " " + CountNames.words(column.objects()) : " " + column.name();
        lookAlong(
                where + "row ",
                what,
                values,
                all,
                well -> WellPosition.ofNumber(well).row(),
                row -> {
                    String well = new WellPosition(row, 0).name();
                    return well.substring(0, well.length() - 2);
                });
        lookAlong(
                where + "column ",
                what,
                values,
                all,
                well -> WellPosition.ofNumber(well).column(),
                at -> Integer.toString(at + 1));
        lookAtEdge(where, what, values, all);
    }

    private void lookForEmpty(String where, String objects, Map<Integer, Double> values, double median) {
        List<Map.Entry<Integer, Double>> empty = values.entrySet().stream()
                .filter(entry -> entry.getValue() < NEARLY_EMPTY * median)
                .toList();
        if (empty.isEmpty()) {
            return;
        }
        String wells = empty.stream()
                        .limit(MOST_WELLS_NAMED)
                        .map(entry ->
                                WellsTable.name(entry.getKey(), plan) + " (" + NumberText.whole(entry.getValue()) + ")")
                        .collect(Collectors.joining(", "))
                + (empty.size() > MOST_WELLS_NAMED ? ", ..." : "");
        String has = empty.size() == 1 ? "1 well has" : empty.size() + " wells have";
        found.add(new Finding(
                1e6 + empty.size(),
                where + has + " less than a tenth of the median of " + NumberText.ofSentence(median) + " " + objects
                        + ": " + wells));
    }

    private interface LineName {
        String of(int line);
    }

    private void lookAlong(
            String where,
            String what,
            Map<Integer, Double> values,
            Distribution all,
            IntUnaryOperator line,
            LineName name) {
        Map<Integer, List<Double>> lines = new TreeMap<>();
        values.forEach((well, value) -> lines.computeIfAbsent(line.applyAsInt(well), at -> new ArrayList<>())
                .add(value));
        lines.forEach((at, inLine) -> {
            double median = Distribution.of(inLine).median();
            if (inLine.size() >= FEWEST_IN_LINE && inLine.size() < values.size()) {
                compare(where + name.of(at) + " has", what, "the plate", median, all.median(), all.mad(), FAR);
            }
        });
    }

    private void lookAtEdge(String where, String what, Map<Integer, Double> values, Distribution all) {
        List<WellPosition> wells =
                values.keySet().stream().map(WellPosition::ofNumber).toList();
        int[] rows = range(wells.stream().mapToInt(WellPosition::row).toArray());
        int[] columns = range(wells.stream().mapToInt(WellPosition::column).toArray());
        IntPredicate isEdge = number -> {
            WellPosition well = WellPosition.ofNumber(number);
            return well.row() == rows[0]
                    || well.row() == rows[1]
                    || well.column() == columns[0]
                    || well.column() == columns[1];
        };
        Distribution edge = part(values, isEdge);
        Distribution inner = part(values, isEdge.negate());
        if (edge.size() >= FEWEST_WELLS && inner.size() >= FEWEST_WELLS) {
            compare(
                    where + "the wells at the edge have",
                    what,
                    "the inner ones",
                    edge.median(),
                    inner.median(),
                    all.mad(),
                    FAR_AT_EDGE);
        }
    }

    private static int[] range(int[] numbers) {
        return new int[] {
            IntStream.of(numbers).min().orElse(0), IntStream.of(numbers).max().orElse(0)
        };
    }

    private static Distribution part(Map<Integer, Double> values, IntPredicate of) {
        return Distribution.of(values.entrySet().stream()
                .filter(entry -> of.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList());
    }

    private void compare(String who, String what, String others, double median, double usual, double mad, double far) {
        double distance = (median - usual) / mad;
        if (Math.abs(distance) > far) {
            found.add(new Finding(
                    Math.abs(distance) / far,
                    String.format(
                            Locale.ROOT,
                            "%s a median of %s%s, %s %s: %.1f median absolute deviations %s",
                            who,
                            NumberText.ofSentence(median),
                            what,
                            others,
                            NumberText.ofSentence(usual),
                            Math.abs(distance),
                            distance < 0 ? "lower" : "higher")));
        }
    }
}
