package io.jenkins.plugins.hummingbird.submit.page;

import io.jenkins.plugins.hummingbird.submit.plates.PlateMap;
import io.jenkins.plugins.hummingbird.submit.plates.WellPosition;
import io.jenkins.plugins.hummingbird.submit.state.GroupState;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Values that the wells of a submission could have, the same each time: the first column is a count, and each well whose
 * groups have all been published has a value.
 */
public final class MadeUpMeasurements implements MeasurementView {
    private static final double SCALE = 1.4826;

    private final SubmissionReader reader;
    private final Map<String, ColumnValues> known = new ConcurrentHashMap<>();
    private Instant looked = Instant.now();
    private final List<String> columns;
    private List<String> findings = List.of();

    /** @param columns the names, counts first */
    public MadeUpMeasurements(SavedSubmission saved, List<String> columns) {
        reader = new SubmissionReader(saved.folder());
        this.columns = columns;
    }

    /** As many columns as that, of which the first one is {@code Count_Nuclei}. */
    public static MadeUpMeasurements of(SavedSubmission saved, int columns) {
        List<String> names = new ArrayList<>(List.of("Count_Nuclei"));
        for (int i = 1; i < columns; i++) {
            names.add("Nuclei_Texture_Contrast_" + i);
        }
        return new MadeUpMeasurements(saved, names);
    }

    public MadeUpMeasurements findings(String... sentences) {
        findings = List.of(sentences);
        return this;
    }

    /** A second later each time, so that the reader always looks. */
    private synchronized SubmissionView view() {
        looked = looked.plusSeconds(2);
        try {
            return reader.view(looked);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String version() {
        long measured =
                view().marks().chars().filter(mark -> "csCS".indexOf(mark) >= 0).count();
        return measured == 0 ? "" : "v" + measured;
    }

    @Override
    public List<String> findings() {
        return findings;
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public Map<String, String> columns() {
        Map<String, String> statistics = new LinkedHashMap<>();
        if (!version().isEmpty()) {
            columns.forEach(column -> statistics.put(column, statistic(column)));
        }
        return statistics;
    }

    private static String statistic(String column) {
        return column.startsWith("Count_") ? "sum" : "median";
    }

    /** Fewer cells towards the edge, one row that is nearly empty, and noise. */
    private double value(int plate, int row, int column, PlateMap map, String name) {
        Random random = new Random(plate * 7919L + row * 104729L + column * 1299709L + name.hashCode());
        random.nextDouble();
        double edge = Math.min(Math.min(row, map.rows() - 1 - row), Math.min(column, map.columns() - 1 - column));
        double cells = 1840 - 120 * Math.max(0, 3 - edge) + 190 * random.nextGaussian() + 90 * plate;
        double found = row == 4 && column > 1 && column < 7 ? 60 + random.nextInt(40) : Math.max(0, cells);
        return name.startsWith("Count_") ? Math.rint(found) : found / 1000 + name.hashCode() % 7;
    }

    private double[] values(int plate, SubmissionView view, String name) {
        PlateMap map = view.plates().get(plate);
        double[] values = new double[map.rows() * map.columns()];
        for (int i = 0; i < values.length; i++) {
            int[] groups = map.groups(i / map.columns(), i % map.columns());
            boolean known = groups.length > 0
                    && IntStream.of(groups).allMatch(group -> view.state(group).published());
            values[i] = known ? value(plate, i / map.columns(), i % map.columns(), map, name) : Double.NaN;
        }
        return values;
    }

    private static double[] sorted(double... values) {
        return DoubleStream.of(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
    }

    private static double quantile(double part, double... values) {
        double[] sorted = sorted(values);
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = part * (sorted.length - 1);
        int below = (int) place;
        double above = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (place - below) * (above - sorted[below]);
    }

    private static double mad(double median, double[] values) {
        return quantile(
                0.5,
                DoubleStream.of(values).map(value -> Math.abs(value - median)).toArray());
    }

    @Override
    public ColumnValues values(String column, int from, int to) {
        return columns().containsKey(column)
                ? known.computeIfAbsent(column + version() + from, key -> found(column, from, to))
                : null;
    }

    private ColumnValues found(String column, int from, int to) {
        SubmissionView view = view();
        List<double[]> all = new ArrayList<>();
        for (int plate = 0; plate < view.plates().size(); plate++) {
            all.add(values(plate, view, column));
        }
        double[] every = all.stream().flatMapToDouble(DoubleStream::of).toArray();
        List<ColumnValues.Plate> plates = new ArrayList<>();
        for (int plate = from; plate < to; plate++) {
            plates.add(plate(all.get(plate), view.plates().get(plate).columns()));
        }
        return new ColumnValues(column, statistic(column), quantile(0.02, every), quantile(0.98, every), plates);
    }

    private static ColumnValues.Plate plate(double[] values, int width) {
        double median = quantile(0.5, values);
        double[] rows = IntStream.range(0, values.length / width)
                .mapToDouble(row -> quantile(0.5, Arrays.copyOfRange(values, row * width, (row + 1) * width)))
                .toArray();
        double[] lines = IntStream.range(0, width)
                .mapToDouble(column -> quantile(
                        0.5,
                        IntStream.range(0, values.length / width)
                                .mapToDouble(row -> values[row * width + column])
                                .toArray()))
                .toArray();
        return new ColumnValues.Plate(
                values,
                median,
                mad(median, values),
                quantile(0.02, values),
                quantile(0.98, values),
                rows,
                lines,
                sorted(values).length);
    }

    @Override
    public WellValue well(int plate, int row, int column, String name) {
        SubmissionView view = view();
        if (!columns().containsKey(name) || plate >= view.plates().size()) {
            return null;
        }
        PlateMap map = view.plates().get(plate);
        if (row >= map.rows() || column >= map.columns()) {
            return null;
        }
        double[] values = values(plate, view, name);
        double value = values[row * map.columns() + column];
        double median = quantile(0.5, values);
        double[] sorted = sorted(values);
        int rank = (int) DoubleStream.of(sorted).filter(other -> other > value).count() + 1;
        boolean none = Double.isNaN(value);
        return new WellValue(
                new WellPosition(row, column).name(),
                value,
                (value - median) / (SCALE * mad(median, values)),
                none ? 0 : 4,
                none ? 0 : 1,
                "image sets",
                none ? 0 : rank,
                sorted.length,
                median,
                statistic(name),
                none
                        ? List.of()
                        : List.of(new WellValue.Site("1", value / 2, 1), new WellValue.Site("2", value / 2, 1)));
    }

    @Override
    public WellRows wells(List<String> names, String sort, int page) {
        SubmissionView view = view();
        List<String> shown = names.stream().filter(columns()::containsKey).toList();
        List<WellRows.Row> rows = new ArrayList<>();
        for (int plate = 0; plate < view.plates().size(); plate++) {
            PlateMap map = view.plates().get(plate);
            List<double[]> found = new ArrayList<>();
            for (String name : shown) {
                found.add(values(plate, view, name));
            }
            for (int i = 0; i < map.rows() * map.columns(); i++) {
                int at = i;
                int[] groups = map.groups(i / map.columns(), i % map.columns());
                rows.add(new WellRows.Row(
                        map.name(),
                        new WellPosition(i / map.columns(), i % map.columns()).name(),
                        groups.length == 0 ? GroupState.WAITING : view.state(groups[0]),
                        groups.length,
                        4,
                        found.stream().mapToDouble(values -> values[at]).toArray()));
            }
        }
        boolean down = sort.startsWith("-");
        int key = shown.indexOf(down ? sort.substring(1) : sort);
        if (key >= 0) {
            rows.sort(Comparator.comparingDouble(
                    row -> Double.isNaN(row.values()[key]) ? 1e300 : (down ? -1 : 1) * row.values()[key]));
        }
        int pages = Math.max(1, (rows.size() + WellRows.PAGE - 1) / WellRows.PAGE);
        int at = Math.min(page, pages - 1);
        return new WellRows(
                rows.size(),
                at,
                pages,
                rows.subList(at * WellRows.PAGE, Math.min(rows.size(), (at + 1) * WellRows.PAGE)));
    }

    @Override
    public void writeCsv(Writer to) throws IOException {
        to.write("Metadata_Plate,Metadata_Well,Count_Nuclei\n");
    }
}
