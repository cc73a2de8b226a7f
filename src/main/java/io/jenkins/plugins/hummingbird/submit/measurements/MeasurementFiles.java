package io.jenkins.plugins.hummingbird.submit.measurements;

import io.jenkins.plugins.hummingbird.measure.Column;
import io.jenkins.plugins.hummingbird.measure.Distribution;
import io.jenkins.plugins.hummingbird.measure.PlateColumn;
import io.jenkins.plugins.hummingbird.measure.ValueStore;
import io.jenkins.plugins.hummingbird.operation.NamePatterns;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.plates.HeatSvg;
import io.jenkins.plugins.hummingbird.submit.plates.MeasuredPlaces;
import io.jenkins.plugins.hummingbird.submit.plates.PlateMap;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of measurements among the artifacts: the table of wells, and heat maps of the columns that were asked for. */
public final class MeasurementFiles {
    /** More are no help; wells.csv has all values. */
    static final int MOST_PICTURES = 100;

    private static final int LONGEST_NAME = 80;

    private MeasurementFiles() {}

    /**
     * Writes them into the operation's folder.
     *
     * @return the files, by the names that they have as artifacts; none when nothing was measured
     */
    public static Map<String, Path> write(SubmissionState submission, SubmitContext context) throws IOException {
        Path folder = context.folder();
        Plan plan = submission.plan(folder);
        Map<String, Path> files = new LinkedHashMap<>();
        try (ValueStore store = ValueStore.toRead(folder)) {
            if (store.columns().isEmpty()) {
                return files;
            }
            Path table = folder.resolve(WellsTable.FILE);
            try (Writer to = Files.newBufferedWriter(table)) {
                new WellsTable(store, plan).write(to);
            }
            files.put(WellsTable.FILE, table);
            List<PlateMap> plates = PlateMap.of(MeasuredPlaces.read(plan, folder));
            List<Integer> columns = columns(store.columns(), new NamePatterns(submission.request().heatmaps));
            int wanted = columns.size() * plates.size();
            for (int column : columns) {
                draw(store, column, plates, folder, files);
            }
            if (wanted > MOST_PICTURES) {
                context.log(MOST_PICTURES + " of " + wanted
                        + " heat maps are among the artifacts; wells.csv has all values");
            }
        }
        return files;
    }

    /** Numbers of objects, and what is named. */
    private static List<Integer> columns(List<Column> columns, NamePatterns named) {
        return Column.numbers(columns, column -> column.isCount() || named.match(column.name()));
    }

    private static void draw(ValueStore store, int column, List<PlateMap> plates, Path folder, Map<String, Path> files)
            throws IOException {
        List<PlateColumn> read = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (PlateMap plate : plates) {
            PlateColumn one = PlateColumn.read(store, plate.name(), column);
            read.add(one);
            one.byWell().values().forEach(value -> values.add(value.value()));
        }
        Distribution all = Distribution.of(values);
        boolean weighted = read.stream().anyMatch(PlateColumn::isWeighted);
        Column what = store.columns().get(column);
        for (int i = 0; i < plates.size() && files.size() <= MOST_PICTURES && all.size() > 0; i++) {
            PlateColumn plate = read.get(i);
            String name = "heatmap-" + (i + 1) + "-" + fileName(what.name()) + (weighted ? "-weighted" : "") + ".svg";
            Path file = folder.resolve(name);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                new HeatSvg(
                                plates.get(i),
                                what.name() + (weighted ? " (median, weighted)" : ""),
                                plate::value,
                                all.quantile(0.02),
                                all.quantile(0.98),
                                NumberText::ofSentence)
                        .write(out);
            }
            files.put(name, file);
        }
    }

    /** A name that every file system takes; two columns may then have the same one, which is as unlikely as harmless. */
    private static String fileName(String column) {
        String plain = column.replaceAll("[^A-Za-z0-9._-]", "_");
        return plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
    }
}
