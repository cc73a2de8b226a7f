package io.jenkins.plugins.hummingbird.submit.page;

import io.jenkins.plugins.hummingbird.measure.Column;
import io.jenkins.plugins.hummingbird.measure.ColumnChoice;
import io.jenkins.plugins.hummingbird.measure.Measured;
import io.jenkins.plugins.hummingbird.measure.MeasuredPlace;
import io.jenkins.plugins.hummingbird.measure.MeasuredSite;
import io.jenkins.plugins.hummingbird.measure.MeasurementRecord;
import io.jenkins.plugins.hummingbird.measure.NewRecord;
import io.jenkins.plugins.hummingbird.measure.Statistic;
import io.jenkins.plugins.hummingbird.measure.ValueStore;
import io.jenkins.plugins.hummingbird.operation.NamePatterns;
import io.jenkins.plugins.hummingbird.submit.plates.PlateMap;
import io.jenkins.plugins.hummingbird.submit.plates.WellPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Values that the wells of a submission could have, the same each time, kept as the step keeps those that it fetches: the first
 * column is a count, and each well whose group has been published has a value, of two sites.
 */
public final class MadeUpMeasurements {
    private static final int IMAGE_SETS = 4;

    private final SavedSubmission saved;
    private final List<Column> columns = new ArrayList<>();

    private MadeUpMeasurements(SavedSubmission saved, int count) {
        this.saved = saved;
        columns.add(new Column("Count_Nuclei", Statistic.SUM));
        for (int i = 1; i < count; i++) {
            columns.add(new Column("Nuclei_Texture_Contrast_" + i, Statistic.MEDIAN));
        }
    }

    /** As many columns as that, of which the first one is {@code Count_Nuclei}. */
    public static MadeUpMeasurements of(SavedSubmission saved, int columns) throws IOException {
        MadeUpMeasurements measurements = new MadeUpMeasurements(saved, columns);
        measurements.update();
        return measurements;
    }

    /** Keeps the values of the groups that have been published since. */
    public void update() throws IOException {
        SubmissionView view = saved.view();
        ColumnChoice choice = new ColumnChoice(view.groups(), 2L * view.groups(), new NamePatterns("*"));
        try (ValueStore store = ValueStore.toWrite(saved.folder(), false)) {
            for (int plate = 0; plate < view.plates().size(); plate++) {
                store.add(records(plate, view), choice);
            }
            store.compact();
        }
    }

    private List<NewRecord> records(int plate, SubmissionView view) {
        PlateMap map = view.plates().get(plate);
        List<NewRecord> records = new ArrayList<>();
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                for (int group : map.groups(row, column)) {
                    if (view.state(group).published()) {
                        NewRecord.Place place = new NewRecord.Place(map.name(), new WellPosition(row, column).number());
                        MeasurementRecord record = record(plate, row, column, map);
                        records.add(new NewRecord(group, view.name(group), record, List.of(place)));
                    }
                }
            }
        }
        return records;
    }

    /** Fewer cells towards the edge, one row that is nearly empty, and noise. */
    private MeasurementRecord record(int plate, int row, int column, PlateMap map) {
        Random random = new Random(plate * 7919L + row * 104_729L + column * 1_299_709L);
        random.nextDouble();
        double edge = Math.min(Math.min(row, map.rows() - 1 - row), Math.min(column, map.columns() - 1 - column));
        double cells = 1840 - 120 * Math.max(0, 3 - edge) + 190 * random.nextGaussian() + 90 * plate;
        double found = row == 4 && column > 1 && column < 7 ? 60 + random.nextInt(40) : Math.max(0, cells);
        double[] values = new double[columns.size()];
        values[0] = 2 * Math.rint(found / 2);
        for (int i = 1; i < values.length; i++) {
            values[i] = found / 1000 + random.nextDouble() + i % 7;
        }
        List<MeasuredSite> sites = new ArrayList<>();
        for (int site = 1; site <= 2; site++) {
            double[] half = values.clone();
            half[0] = values[0] / 2;
            sites.add(new MeasuredSite(Integer.toString(site), site, measured(half, 1, 0)));
        }
        MeasuredPlace place = new MeasuredPlace("", "", IMAGE_SETS, measured(values, IMAGE_SETS, 1), sites);
        return new MeasurementRecord(columns, List.of(place), List.of());
    }

    private static Measured measured(double[] values, int n, int leftOut) {
        int[] numbers = new int[values.length];
        int[] left = new int[values.length];
        Arrays.fill(numbers, n);
        Arrays.fill(left, leftOut);
        return new Measured(values, numbers, left);
    }
}
