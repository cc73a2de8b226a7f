package io.jenkins.plugins.hummingbird.submit.scripts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.CellProfilerRule;
import io.jenkins.plugins.hummingbird.DuckDbRule;
import io.jenkins.plugins.hummingbird.submit.plates.Plates;
import java.io.IOException;
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
 * One run of a real CellProfiler over a table of images, and the same images in groups of which each has a run of its own:
 * what merge_tables.py makes of the groups is what the one run wrote. Spreadsheets with a prefix, several kinds of objects in
 * one file, relationships, and databases with one table of objects, one for each kind, and a view; nuclei are tracked over
 * time. A plate is called 007, and a compound and a dose are numbers in some groups and not in others.
 */
public class RealTablesTest {
    @ClassRule
    public static final CellProfilerRule CELL_PROFILER = new CellProfilerRule();

    @ClassRule
    public static final DuckDbRule DUCKDB = new DuckDbRule();

    @ClassRule
    public static final TemporaryFolder TEMPORARY = new TemporaryFolder();

    private static final List<String> SPREADSHEETS = List.of(
            "sheets/tables/Screen_Image.csv=Screen_Image",
            "sheets/tables/Screen_Nuclei.csv=Nuclei",
            "sheets/tables/Screen_Large.csv=Large",
            "sheets/tables/Screen_Experiment.csv=Experiment",
            "combined/Image.txt=Image",
            "combined/Both.txt=Both",
            "combined/Relationships.txt=Relationships");
    private static final String[] KEYS = {"Plate=007\tWell=A01", "Plate=P2\tWell=A01", "Plate=P2\tWell=B02"};

    private static Path root;
    private static List<String> rows;

    @BeforeClass
    public static void draw() throws Exception {
        root = TEMPORARY.getRoot().toPath();
        Path images = root.resolve("images");
        Plates.make(images, "--intact", "--plates", "007", "P2", "--wells", "A01", "B02", "--sites", "2");
        // an image without nuclei, and a well in which they hardly move
        command(
                python(),
                "-c",
                "import numpy, sys, tifffile; top = sys.argv[1]; "
                        + "tifffile.imwrite(top + '/007/A01_s2_wDNA.tif', numpy.full((256, 256), 500, 'uint16')); "
                        + "first = tifffile.imread(top + '/P2/A01_s1_wDNA.tif'); "
                        + "tifffile.imwrite(top + '/P2/A01_s2_wDNA.tif', numpy.roll(first, (2, 2), (0, 1)))",
                images.toString());
        List<String> table = Files.readAllLines(images.resolve("images.csv"));
        String[] more = {",01,1", ",1E05,2", ",DMSO,0.5"};
        rows = new ArrayList<>(List.of(table.get(0) + ",Metadata_Compound,Dose"));
        for (int group = 0; group < 3; group++) {
            // not the second well of the first plate
            int first = 1 + 2 * (group == 0 ? 0 : group + 1);
            rows.add(table.get(first) + more[group]);
            rows.add(table.get(first + 1) + more[group]);
        }
    }

    private static String python() {
        return Path.of(CELL_PROFILER.command()).resolveSibling("python").toString();
    }

    private static String command(String... words) throws Exception {
        Path out = root.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .directory(root.toFile());
        builder.environment().put("HOME", root.toString());
        int code = builder.start().waitFor();
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(said, code, is(0));
        return said;
    }

    private static String resource(String name) throws IOException {
        return new String(RealTablesTest.class.getResourceAsStream(name).readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Runs CellProfiler on some rows of the table. */
    private static Path run(Path folder, Path pipeline, List<String> images) throws Exception {
        Files.createDirectories(folder);
        List<String> slice = new ArrayList<>(List.of(rows.get(0)));
        slice.addAll(images);
        Path table = Files.write(Path.of(folder + ".csv"), slice);
        command(
                CELL_PROFILER.command(),
                "-c",
                "-r",
                "-p",
                pipeline.toString(),
                "-i",
                root.toString(),
                "--file-list",
                Files.write(root.resolve("no-files"), new byte[0]).toString(),
                "--data-file",
                table.toString(),
                "-o",
                folder.toString());
        return folder;
    }

    /** The whole, and groups of so many rows, merged. */
    private static MergedTables merge(Path folder, Path pipeline, int size, List<String> images) throws Exception {
        run(folder.resolve("whole"), pipeline, images);
        MergedTables merged = new MergedTables(Files.createDirectory(folder.resolve("merged")), DUCKDB.python())
                .table(
                        Files.write(folder.resolve("header.csv"), rows.subList(0, 1)),
                        Files.write(folder.resolve("table.csv"), images));
        long offset = 0;
        for (int first = 0; first < images.size(); first += size) {
            List<String> slice = images.subList(first, first + size);
            long bytes = slice.stream().mapToLong(row -> row.length() + 1).sum();
            int number = first / size;
            long[] numbers = size == 1
                    ? new long[] {first + 1, 1, first + 1, images.size(), offset, bytes}
                    : new long[] {first + 1, number + 1, 1, 0, offset, bytes};
            merged.group(run(folder.resolve("group-" + number), pipeline, slice), numbers, KEYS[number].split("\t"));
            offset += bytes;
        }
        return merged.make("csv", "parquet", "sqlite");
    }

    private static void check(String kind, Path whole, Path merged) throws Exception {
        Path checker = Files.writeString(root.resolve("check-tables.py"), resource("check-tables.py"));
        String said = command(DUCKDB.python(), "-B", checker.toString(), kind, whole.toString(), merged.toString());
        assertThat(merged.toString(), Integer.parseInt(said.strip()), is(greaterThan(10)));
    }

    private static void checkAll(Path whole, Path merged) throws Exception {
        for (String pair : SPREADSHEETS) {
            String[] names = pair.split("=");
            check("csv", whole.resolve(names[0]), merged.resolve(names[1] + ".csv"));
            check("parquet", whole.resolve(names[0]), merged.resolve(names[1] + ".parquet"));
        }
        for (String name : List.of("one", "each", "view")) {
            check("sqlite", whole.resolve(name + "/" + name + ".db"), merged.resolve(name + ".db"));
        }
    }

    @Test
    public void groupsByWellAreMergedToWhatOneRunWrites() throws Exception {
        Path folder = TEMPORARY.newFolder("wells").toPath();
        Path pipeline = Files.writeString(folder.resolve("tables.cppipe"), resource("tables.cppipe"));
        MergedTables merged = merge(folder, pipeline, 2, rows.subList(1, rows.size()));
        checkAll(folder.resolve("whole"), merged.out);
    }

    @Test
    public void groupsBySiteOfAPipelineWithoutGroupsAreMergedToWhatOneRunWrites() throws Exception {
        Path folder = TEMPORARY.newFolder("sites").toPath();
        String text =
                resource("tables.cppipe").replace("Group images by metadata?:Yes", "Group images by metadata?:No");
        // tracking spans groups
        Path pipeline = Files.writeString(
                folder.resolve("tables.cppipe"), text.replaceAll("(TrackObjects:.*)enabled:True", "$1enabled:False"));
        MergedTables merged = merge(folder, pipeline, 1, List.of(rows.get(1), rows.get(3), rows.get(5)));
        checkAll(folder.resolve("whole"), merged.out);
    }
}
