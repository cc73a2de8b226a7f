package io.jenkins.plugins.hummingbird.submit.scripts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.jenkins.plugins.hummingbird.CellProfilerRule;
import io.jenkins.plugins.hummingbird.measure.ColumnChoice;
import io.jenkins.plugins.hummingbird.measure.MeasurementRecord;
import io.jenkins.plugins.hummingbird.measure.NewRecord;
import io.jenkins.plugins.hummingbird.measure.ValueStore;
import io.jenkins.plugins.hummingbird.operation.NamePatterns;
import io.jenkins.plugins.hummingbird.submit.measurements.WellsTable;
import io.jenkins.plugins.hummingbird.submit.plates.Plates;
import io.jenkins.plugins.hummingbird.submit.plates.WellPosition;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * The tables of one run of a real CellProfiler, of a plate as one group: spreadsheets with a prefix in a folder of their
 * own, several kinds of objects in one file, and databases. Every value is compared with that which numpy computes.
 */
public class RealMeasurementsTest {
    @ClassRule
    public static final CellProfilerRule CELL_PROFILER = new CellProfilerRule();

    @ClassRule
    public static final TemporaryFolder TEMPORARY = new TemporaryFolder();

    private static Path results;

    @BeforeClass
    public static void run() throws Exception {
        Path root = TEMPORARY.getRoot().toPath();
        Path images = root.resolve("images");
        Plates.make(images, "--intact", "--plates", "007", "--wells", "A01", "B02", "--sites", "3");
        python(
                "-c",
                "import numpy, tifffile; tifffile.imwrite('" + images
                        + "/007/A01_s2_wDNA.tif', numpy.full((256, 256), 500, 'uint16'))");
        results = Files.createDirectory(root.resolve("results"));
        command(
                List.of(
                        CELL_PROFILER.command(),
                        "-c",
                        "-r",
                        "-p",
                        resource("measurements.cppipe").toString(),
                        "-i",
                        images.toString(),
                        "--data-file",
                        images.resolve("images.csv").toString(),
                        "-o",
                        results.toString(),
                        "-L",
                        "WARNING"),
                root);
    }

    private static Path resource(String name) throws IOException {
        Path file = TEMPORARY.getRoot().toPath().resolve(name);
        Files.write(file, RealMeasurementsTest.class.getResourceAsStream(name).readAllBytes());
        return file;
    }

    private static String command(List<String> words, Path home) throws Exception {
        Path out = home.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .directory(home.toFile());
        builder.environment().put("HOME", home.toString());
        int code = builder.start().waitFor();
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(said, code, is(0));
        return said;
    }

    private static String python(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(CELL_PROFILER.command()).resolveSibling("python").toString()));
        command.addAll(List.of(words));
        return command(command, TEMPORARY.getRoot().toPath());
    }

    /** Measures some results; all values are those that check-measurements.py finds. */
    private static MeasuredRecord measured(Path folder, String... source) throws Exception {
        Path record = TEMPORARY.getRoot().toPath().resolve("record");
        MeasuredRecord measured = MeasuredRecord.write(folder, record);
        List<String> words =
                new ArrayList<>(List.of(resource("check-measurements.py").toString(), record.toString()));
        words.addAll(List.of(source));
        assertThat(Integer.parseInt(python(words.toArray(String[]::new)).strip()), is(greaterThan(5000)));
        assertThat(measured.problems, is(empty()));
        assertThat(
                measured.places.stream()
                        .map(place -> String.join(" ", place.words))
                        .toList(),
                contains("7 A01 3", "7 B02 3"));
        assertTableOfWellsSays(MeasurementRecord.parse(Files.readAllBytes(record)));
        return measured;
    }

    /** What becomes wells.csv among the artifacts has each value of the record. */
    private static void assertTableOfWellsSays(MeasurementRecord record) throws Exception {
        List<NewRecord.Place> wells = record.places().stream()
                .map(place -> new NewRecord.Place(
                        place.plate(), WellPosition.of(place.well()).number()))
                .toList();
        StringWriter table = new StringWriter();
        try (ValueStore store = ValueStore.toWrite(TEMPORARY.newFolder().toPath(), true)) {
            ColumnChoice all = new ColumnChoice(wells.size(), 6, new NamePatterns("*"));
            store.add(List.of(new NewRecord(1, "the plate", record, wells)), all);
            new WellsTable(store, new Plan(List.of(), List.of())).write(table);
        }
        int checked = 0;
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(table.toString())) {
            int place = 0;
            for (NamedCsvRecord row : rows) {
                double[] values = record.places().get(place++).measured().values();
                for (int i = 0; i < values.length; i++) {
                    String field = row.getField(record.columns().get(i).name());
                    double value = field.isEmpty() ? Double.NaN : Double.parseDouble(field);
                    boolean same = Double.isNaN(values[i])
                            ? Double.isNaN(value)
                            : Math.abs(value - values[i]) <= 1e-10 * Math.abs(values[i]);
                    assertThat(record.columns().get(i).name() + ": " + field + ", " + values[i], same, is(true));
                    checked++;
                }
            }
        }
        assertThat(checked, is(2 * record.columns().size()));
    }

    private static MeasuredRecord sheets(Path folder, Path tables) throws Exception {
        return measured(
                folder,
                "sheets",
                tables.resolve("Screen_Image.csv").toString(),
                "Nuclei=" + tables.resolve("Screen_Nuclei.csv"),
                "Large=" + tables.resolve("Screen_Large.csv"));
    }

    @Test
    public void spreadsheetsWithAPrefixInAFolder() throws Exception {
        MeasuredRecord record = sheets(results.resolve("sheets"), results.resolve("sheets/tables"));
        assertThat(
                record.columns,
                hasItems("Count_Large", "Count_Nuclei", "Nuclei_AreaShape_Area", "Image_Mean_Nuclei_AreaShape_Area"));
        assertThat(
                "an image without nuclei",
                record.places.get(0).sites.get(1).lines.get("values").get(1),
                is("0"));
        assertThat("has no mean of them", record.field("left-out", "Image_Mean_Nuclei_AreaShape_Area"), is("1"));
    }

    @Test
    public void aTableOfSeveralKindsOfObjectsSeparatedByTabs() throws Exception {
        measured(
                results.resolve("combined"),
                "combined",
                results.resolve("combined/Image.txt").toString(),
                "both=" + results.resolve("combined/Both.txt"));
    }

    @Test
    public void aDatabaseWithOneTableOfObjects() throws Exception {
        measured(
                results.resolve("one"),
                "database",
                results.resolve("one/one.db").toString(),
                "MyExpt_");
    }

    @Test
    public void aDatabaseWithATableForEachKindOfObjectsAndShortNames() throws Exception {
        measured(
                results.resolve("each"),
                "database",
                results.resolve("each/each.db").toString(),
                "Each_");
    }

    @Test
    public void ofSpreadsheetsAndDatabasesTogetherEachValueCountsOnce() throws Exception {
        sheets(results, results.resolve("sheets/tables"));
    }

    @Test
    public void valuesThatAreNoNumbers() throws Exception {
        Path folder = TEMPORARY.newFolder().toPath();
        for (String name : List.of("Screen_Image.csv", "Screen_Large.csv")) {
            Files.copy(results.resolve("sheets/tables").resolve(name), folder.resolve(name));
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(results.resolve("sheets/tables/Screen_Nuclei.csv")));
        int at = List.of(lines.get(0).split(",")).indexOf("AreaShape_Area");
        String[] values = {"nan", "inf", "-inf", ""};
        for (int i = 0; i < values.length; i++) {
            String[] fields = lines.get(1 + 3 * i).split(",", -1);
            fields[at] = values[i];
            lines.set(1 + 3 * i, String.join(",", fields));
        }
        Files.writeString(folder.resolve("Screen_Nuclei.csv"), String.join("\r\n", lines) + "\r\n");
        MeasuredRecord record = sheets(folder, folder);
        assertThat(record.field("left-out", "Nuclei_AreaShape_Area"), is("4"));
    }
}
