package io.jenkins.plugins.hummingbird.measure;

import io.jenkins.plugins.hummingbird.operation.NamePatterns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Makes records as {@code measure.py} writes them. */
public final class TestRecords {
    private TestRecords() {}

    /** @return the lines, compressed */
    public static byte[] compressed(String... lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** @return a record of one place with the number of nuclei, and columns of the nuclei */
    public static MeasurementRecord of(int nuclei, double... values) {
        List<Column> columns = new ArrayList<>(List.of(new Column("Count_Nuclei", Statistic.SUM)));
        double[] all = new double[values.length + 1];
        int[] n = new int[all.length];
        all[0] = nuclei;
        n[0] = 1;
        for (int i = 0; i < values.length; i++) {
            columns.add(new Column("Nuclei_Column" + i, Statistic.MEDIAN));
            all[i + 1] = values[i];
            n[i + 1] = Double.isNaN(values[i]) ? 0 : nuclei;
        }
        Measured measured = new Measured(all, n, new int[all.length]);
        return new MeasurementRecord(columns, List.of(new MeasuredPlace("", "", 1, measured, List.of())), List.of());
    }

    /** @return a group with that record in one well of a plate */
    public static NewRecord group(int group, String plate, int well, MeasurementRecord record) {
        return new NewRecord(group, "group " + group, record, List.of(new NewRecord.Place(plate, well)));
    }

    /** @return room for all columns */
    public static ColumnChoice room(int places) {
        return new ColumnChoice(places, 0, new NamePatterns("*"));
    }
}
