package io.jenkins.plugins.hummingbird.submit.page;

import io.jenkins.plugins.hummingbird.measure.Column;
import io.jenkins.plugins.hummingbird.measure.CombinedValue;
import io.jenkins.plugins.hummingbird.measure.Distribution;
import io.jenkins.plugins.hummingbird.measure.PlateColumn;
import io.jenkins.plugins.hummingbird.measure.Statistic;
import io.jenkins.plugins.hummingbird.measure.ValueRow;
import io.jenkins.plugins.hummingbird.measure.ValueStore;
import io.jenkins.plugins.hummingbird.submit.measurements.Findings;
import io.jenkins.plugins.hummingbird.submit.measurements.WellsTable;
import io.jenkins.plugins.hummingbird.submit.plates.PlateMap;
import io.jenkins.plugins.hummingbird.submit.plates.WellPosition;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the images of a submission say, as far as it has come: read from the files of the operation's folder, which each question
 * opens. Nothing here asks the head node.
 */
public final class MeasurementView {
    private static final int MOST_SITES = 500;

    /** What is worth a look is found again after that time at the earliest: while groups end, it changes with each. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Path folder;
    private final Plan plan;
    private final List<PlateMap> plates;
    private final String marks;
    private Found found;

    private record Found(String version, Instant at, List<String> findings) {}

    /**
     * @param folder the operation's
     * @param marks of the groups, a letter each, see {@code GroupMarks}
     * @param before of the same submission, a moment ago; null for none
     */
    MeasurementView(Path folder, Plan plan, List<PlateMap> plates, String marks, MeasurementView before) {
        this.folder = folder;
        this.plan = plan;
        this.plates = plates;
        this.marks = marks;
        found = before == null ? null : before.found;
    }

    /** @return a text that changes when values were added; empty while there are none */
    public String version() {
        return ValueStore.version(folder);
    }

    /** @return what is odd about the plates, a sentence each, at most five; empty for nothing */
    public synchronized List<String> findings() throws IOException {
        String version = version();
        Instant now = Instant.now();
        boolean same = found != null && found.version.equals(version);
        boolean fresh = found != null
                && !found.version.isEmpty()
                && Duration.between(found.at, now).compareTo(FRESH) < 0;
        if (!same && !fresh) {
            found = new Found(version, now, Findings.read(folder, plan));
        }
        return found.findings;
    }

    /** @return what could not be measured or kept, a sentence each */
    public List<String> notes() throws IOException {
        try (ValueStore store = ValueStore.toRead(folder)) {
            return store.notes();
        }
    }

    /** @return the statistic of each column, as in {@link ColumnValues}, by its name; numbers of objects come first */
    public Map<String, String> columns() throws IOException {
        Map<String, String> columns = new LinkedHashMap<>();
        try (ValueStore store = ValueStore.toRead(folder)) {
            store.columns().stream()
                    .sorted(Comparator.comparing(column -> !column.isCount()))
                    .forEach(column ->
                            columns.put(column.name(), column.statistic().word()));
        }
        return columns;
    }

    /**
     * @param column its name
     * @param from the first plate, from 0
     * @param to the plate after the last one
     * @return null for a column that is not there
     */
    public ColumnValues values(String column, int from, int to) throws IOException {
        try (ValueStore store = ValueStore.toRead(folder)) {
            int number = store.column(column);
            if (number < 0) {
                return null;
            }
            List<PlateColumn> read = new ArrayList<>();
            for (PlateMap plate : plates) {
                read.add(PlateColumn.read(store, plate.name(), number));
            }
            Distribution all = Distribution.of(read.stream()
                    .flatMap(plate -> plate.byWell().values().stream())
                    .map(CombinedValue::value)
                    .toList());
            boolean weighted = read.stream().anyMatch(PlateColumn::isWeighted);
            return new ColumnValues(
                    column,
                    statistic(store.columns().get(number), weighted),
                    all.quantile(0.02),
                    all.quantile(0.98),
                    IntStream.range(Math.max(0, from), Math.min(to, plates.size()))
                            .mapToObj(plate -> plate(plates.get(plate), read.get(plate)))
                            .toList());
        }
    }

    private static String statistic(Column column, boolean weighted) {
        return column.statistic().word() + (weighted ? ", weighted" : "");
    }

    private static ColumnValues.Plate plate(PlateMap plate, PlateColumn column) {
        double[] values = new double[plate.rows() * plate.columns()];
        double[][] rows = new double[plate.rows()][plate.columns()];
        double[][] columns = new double[plate.columns()][plate.rows()];
        for (int row = 0; row < plate.rows(); row++) {
            for (int at = 0; at < plate.columns(); at++) {
                double value = column.value(new WellPosition(row, at).number());
                values[row * plate.columns() + at] = value;
                rows[row][at] = value;
                columns[at][row] = value;
            }
        }
        Distribution all = new Distribution(values);
        return new ColumnValues.Plate(
                values,
                all.median(),
                all.mad(),
                all.quantile(0.02),
                all.quantile(0.98),
                medians(rows),
                medians(columns),
                all.size());
    }

    private static double[] medians(double[][] lines) {
        return Stream.of(lines)
                .mapToDouble(line -> new Distribution(line).median())
                .toArray();
    }

    /**
     * @param plate from 0
     * @param row from 0
     * @param column from 0
     * @param name of the column of values
     * @return null for a plate, a well or a column that is not there
     */
    public WellValue well(int plate, int row, int column, String name) throws IOException {
        if (plate < 0 || plate >= plates.size()) {
            return null;
        }
        PlateMap map = plates.get(plate);
        if (row < 0 || column < 0 || row >= map.rows() || column >= map.columns()) {
            return null;
        }
        try (ValueStore store = ValueStore.toRead(folder)) {
            int number = store.column(name);
            if (number < 0) {
                return null;
            }
            WellPosition well = new WellPosition(row, column);
            PlateColumn read = PlateColumn.read(store, map.name(), number);
            Distribution all = read.distribution();
            CombinedValue value = read.byWell()
                    .getOrDefault(
                            well.number(),
                            new CombinedValue(store.columns().get(number).statistic()));
            double here = value.value();
            boolean objects = store.columns().get(number).statistic() == Statistic.MEDIAN;
            return new WellValue(
                    well.name(),
                    here,
                    all.z(here),
                    value.n(),
                    value.leftOut(),
                    objects ? "objects" : "image sets",
                    Double.isNaN(here) ? 0 : all.rank(here),
                    all.size(),
                    all.median(),
                    statistic(store.columns().get(number), value.isWeighted()),
                    sites(store, store.plates().indexOf(map.name()), well.number(), number));
        }
    }

    /** The single image sets, where they are kept; otherwise the groups, where there are several. */
    private List<WellValue.Site> sites(ValueStore store, int plate, int well, int column) throws IOException {
        if (plate < 0) {
            return List.of();
        }
        List<ValueRow> rows = store.rows(plate);
        List<Integer> here = IntStream.range(0, rows.size())
                .filter(row -> rows.get(row).well() == well)
                .boxed()
                .toList();
        List<Integer> sites =
                here.stream().filter(row -> rows.get(row).isSite()).toList();
        List<Integer> shown = sites.isEmpty() ? here : sites;
        if (shown.size() < 2) {
            return List.of();
        }
        boolean groups =
                shown.stream().map(row -> rows.get(row).group()).distinct().count() > 1;
        double[] values = store.values(plate, column);
        int[][] counts = store.counts(plate, column);
        return shown.stream()
                .limit(MOST_SITES)
                .map(row -> new WellValue.Site(siteName(rows.get(row), groups), values[row], counts[row][0]))
                .toList();
    }

    private String siteName(ValueRow row, boolean groups) {
        String group = groups ? plan.name(row.group()) : "";
        String site = row.isSite() ? "site " + row.name() : "";
        return group.isEmpty() || site.isEmpty() ? group + site : group + ", " + site;
    }

    /**
     * @param columns the names of those to show; those that are not there are left out
     * @param sort {@code plate}, {@code state}, {@code imageSets} or the name of a column, with {@code -} before it the
     *     other way round; anything else for the order of the plates. Wells without a value come last
     * @param page from 0; the last one when there are fewer
     */
    public WellRows wells(List<String> columns, String sort, int page) throws IOException {
        try (ValueStore store = ValueStore.toRead(folder)) {
            return new WellList(store, plan, plates, marks).page(columns, sort, page);
        }
    }

    /** Writes the table of all wells and columns as CSV. */
    public void writeCsv(Writer to) throws IOException {
        try (ValueStore store = ValueStore.toRead(folder)) {
            new WellsTable(store, plan).write(to);
        }
    }
}
