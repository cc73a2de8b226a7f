package io.jenkins.plugins.hummingbird.submit.scripts;

import io.jenkins.plugins.hummingbird.CellProfilerRule;
import io.jenkins.plugins.hummingbird.DuckDbRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.submit.plates.Plates;
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

    private static final String[] KEYS = {"Plate=007\tWell=A01", "Plate=P2\tWell=A01", "Plate=P2\tWell=B02"};

    private static Path root;
    private static List<String> rows;

    @BeforeClass
    public static void draw() throws Exception {
        root = TEMPORARY.getRoot().toPath();
        Path images = root.resolve("images");
        Plates.make(images, "--intact", "--plates", "007", "P2", "--wells", "A01", "B02", "--sites", "2");
        // an image without nuclei, and a well in which they hardly move
        RealTables.command(
                root,
                Path.of(CELL_PROFILER.command()).resolveSibling("python").toString(),
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

    /** Groups of so many rows. */
    private static RealTables groups(int size, List<String> images) {
        RealTables tables = new RealTables(root, rows.get(0), CELL_PROFILER, DUCKDB);
        for (int first = 0; first < images.size(); first += size) {
            int number = first / size;
            long[] numbers = size == 1 ? new long[] {1, first + 1, images.size()} : new long[] {number + 1, 1, 0};
            tables.group(images.subList(first, first + size), numbers, KEYS[number].split("\t"));
        }
        return tables;
    }

    @Test
    public void groupsByWellAreMergedToWhatOneRunWrites() throws Exception {
        Path folder = TEMPORARY.newFolder("wells").toPath();
        Path pipeline = Files.writeString(folder.resolve("tables.cppipe"), RealTables.resource("tables.cppipe"));
        RealTables tables = groups(2, rows.subList(1, rows.size()));
        tables.check(folder, tables.merge(folder, pipeline));
    }

    @Test
    public void groupsBySiteOfAPipelineWithoutGroupsAreMergedToWhatOneRunWrites() throws Exception {
        TestSet.takesMinutes();
        Path folder = TEMPORARY.newFolder("sites").toPath();
        String text = RealTables.resource("tables.cppipe")
                .replace("Group images by metadata?:Yes", "Group images by metadata?:No");
        // tracking spans groups
        Path pipeline = Files.writeString(
                folder.resolve("tables.cppipe"), text.replaceAll("(TrackObjects:.*)enabled:True", "$1enabled:False"));
        RealTables tables = groups(1, List.of(rows.get(1), rows.get(3), rows.get(5)));
        tables.check(folder, tables.merge(folder, pipeline));
    }
}
