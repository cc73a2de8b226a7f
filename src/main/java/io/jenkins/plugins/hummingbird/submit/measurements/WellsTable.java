package io.jenkins.plugins.hummingbird.submit.measurements;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.jenkins.plugins.hummingbird.measure.Column;
import io.jenkins.plugins.hummingbird.measure.PlateColumn;
import io.jenkins.plugins.hummingbird.measure.ValueRow;
import io.jenkins.plugins.hummingbird.measure.ValueStore;
import io.jenkins.plugins.hummingbird.submit.plates.WellPosition;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A row for each well with all columns: sums of {@code Count_*}, means of other columns of the image table, medians of objects.
 * Of what belongs to no well, a row for each group.
 */
public final class WellsTable {
    /** The name among the artifacts. */
    public static final String FILE = "wells.csv";

    /** Values that are in memory at one time. */
    private static final int MOST_VALUES = 2_000_000;

    private final ValueStore store;
    private final Plan plan;

    public WellsTable(ValueStore store, Plan plan) {
        this.store = store;
        this.plan = plan;
    }

    /** Of how many groups and image sets the values of a well are. */
    private static final class Size {
        private final Set<Integer> groups = new HashSet<>();
        private int imageSets;
    }

    /** @param to is flushed, but not closed */
    public void write(Writer to) throws IOException {
        CsvWriter csv = CsvWriter.builder().build(to);
        List<String> header =
                new ArrayList<>(List.of("Metadata_Plate", "Metadata_Well", "Metadata_Groups", "Metadata_ImageSets"));
        store.columns().stream().map(Column::name).forEach(header::add);
        csv.writeRecord(header);
        int atATime = Math.max(1, MOST_VALUES / Math.max(1, store.columns().size()));
        for (int plate = 0; plate < store.plates().size(); plate++) {
            Map<Integer, Size> sizes = sizes(plate);
            List<Integer> wells = new ArrayList<>(sizes.keySet());
            for (int from = 0; from < wells.size(); from += atATime) {
                write(csv, plate, wells.subList(from, Math.min(wells.size(), from + atATime)), sizes);
            }
        }
        csv.flush();
    }

    private Map<Integer, Size> sizes(int plate) {
        Map<Integer, Size> sizes = new TreeMap<>();
        for (ValueRow row : store.rows(plate)) {
            if (!row.isSite()) {
                Size size = sizes.computeIfAbsent(PlateColumn.place(row), place -> new Size());
                size.groups.add(row.group());
                size.imageSets += row.imageSets();
            }
        }
        return sizes;
    }

    private void write(CsvWriter csv, int plate, List<Integer> wells, Map<Integer, Size> sizes) throws IOException {
        double[][] values = new double[store.columns().size()][wells.size()];
        for (int column = 0; column < values.length; column++) {
            PlateColumn read = PlateColumn.read(store, plate, column);
            for (int i = 0; i < wells.size(); i++) {
                values[column][i] = read.value(wells.get(i));
            }
        }
        for (int i = 0; i < wells.size(); i++) {
            Size size = sizes.get(wells.get(i));
            List<String> row = new ArrayList<>(values.length + 4);
            row.add(store.plates().get(plate));
            row.add(name(wells.get(i), plan));
            row.add(Integer.toString(size.groups.size()));
            row.add(Integer.toString(size.imageSets));
            for (double[] column : values) {
                row.add(NumberText.ofTable(column[i]));
            }
            csv.writeRecord(row);
        }
    }

    /** @return the name of a well; of the group, where {@link PlateColumn#place} is none */
    public static String name(int place, Plan plan) {
        int group = PlateColumn.groupAt(place);
        return group == 0 ? WellPosition.ofNumber(place).name() : plan.name(group);
    }
}
