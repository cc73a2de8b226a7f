package io.jenkins.plugins.hummingbird.submit.scripts;

import io.jenkins.plugins.hummingbird.CellProfilerRule;
import io.jenkins.plugins.hummingbird.DuckDbRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.submit.plates.Plates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * As {@link RealTablesTest}, with a whole plate of 16 wells and two sites, some of them without nuclei: in groups that are
 * those of the pipeline, finer and coarser ones, and without a table of images.
 */
public class RealPlateTablesTest {
    private static final int SITES = 2;

    @ClassRule
    public static final CellProfilerRule CELL_PROFILER = new CellProfilerRule();

    @ClassRule
    public static final DuckDbRule DUCKDB = new DuckDbRule();

    @ClassRule
    public static final TemporaryFolder TEMPORARY = new TemporaryFolder();

    private static Path root;
    private static List<String> wells;
    private static String header;
    private static List<String> rows;
    private static List<String> files;

    private Path folder;

    @BeforeClass
    public static void draw() throws Exception {
        TestSet.takesMinutes();
        root = TEMPORARY.getRoot().toPath();
        Path images = root.resolve("images");
        wells = new ArrayList<>();
        for (char row = 'A'; row <= 'D'; row++) {
            for (int column = 1; column <= 4; column++) {
                wells.add(row + "0" + column);
            }
        }
        List<String> words = new ArrayList<>(List.of("--intact", "--plates", "P1", "--sites", SITES + "", "--wells"));
        words.addAll(wells);
        Plates.make(images, words.toArray(new String[0]));
        // a site without nuclei, and wells whose nuclei hardly move
        RealTables.command(
                root,
                Path.of(CELL_PROFILER.command()).resolveSibling("python").toString(),
                "-c",
                String.join(
                        "\n",
                        "import numpy, sys, tifffile",
                        "place = sys.argv[1] + '/P1/%s_s%d_wDNA.tif'",
                        "for well in 'A02', 'B03', 'D04':",
                        "    first = tifffile.imread(place % (well, 1))",
                        "    tifffile.imwrite(place % (well, 2), numpy.roll(first, (2, 2), (0, 1)))",
                        "tifffile.imwrite(place % ('C01', 2), numpy.full((256, 256), 500, 'uint16'))"),
                images.toString());
        List<String> table = Files.readAllLines(images.resolve("images.csv"));
        header = table.get(0) + ",Metadata_Compound,Dose";
        rows = new ArrayList<>();
        files = new ArrayList<>();
        for (int at = 0; at < table.size() - 1; at++) {
            int well = at / SITES;
            rows.add(table.get(at + 1) + (well % 4 == 3 ? ",DMSO,0.5" : ",0" + well % 4 + "," + well));
            String name = images + "/P1/" + wells.get(well) + "_s" + (1 + at % SITES);
            files.add(name + "_wActin.tif");
            files.add(name + "_wDNA.tif");
        }
    }

    @Before
    public void newFolder() throws Exception {
        folder = TEMPORARY.newFolder().toPath();
    }

    private static RealTables withTable() {
        return new RealTables(root, header, CELL_PROFILER, DUCKDB);
    }

    private static long[] numbers(long... numbers) {
        return numbers;
    }

    private Path pipeline(String text) throws Exception {
        return Files.writeString(folder.resolve("tables.cppipe"), text);
    }

    private static String text() throws Exception {
        return RealTables.resource("tables.cppipe");
    }

    /** For groups that TrackObjects would have to look beyond. */
    private static String withoutTracks(String text) {
        return text.replaceAll("(TrackObjects:.*)enabled:True", "$1enabled:False");
    }

    private static List<String> ofWell(int well, List<String> all) {
        int size = all.size() / wells.size();
        return all.subList(well * size, (well + 1) * size);
    }

    @Test
    public void aPlateInGroupsByWellIsWhatOneRunWrites() throws Exception {
        RealTables tables = withTable();
        for (int well = 0; well < wells.size(); well++) {
            tables.group(ofWell(well, rows), numbers(well + 1, 1, 0), "Plate=P1", "Well=" + wells.get(well));
        }
        tables.check(folder, tables.merge(folder, pipeline(text())));
    }

    @Test
    public void groupsBySiteOfAPipelineThatGroupsByWellAreWhatOneRunWrites() throws Exception {
        RealTables tables = withTable();
        for (int well = 4; well < 12; well++) {
            for (int site = 0; site < SITES; site++) {
                tables.group(
                        List.of(ofWell(well, rows).get(site)),
                        numbers(well - 3, site + 1, SITES),
                        "Plate=P1",
                        "Well=" + wells.get(well),
                        "Site=" + (site + 1));
            }
        }
        tables.check(folder, tables.merge(folder, pipeline(withoutTracks(text()))));
    }

    @Test
    public void groupsBySiteOfAPipelineWithoutGroupsAreWhatOneRunWrites() throws Exception {
        RealTables tables = withTable();
        for (int at = 0; at < 16; at++) {
            tables.group(
                    List.of(rows.get(at)),
                    numbers(1, at + 1, 16),
                    "Plate=P1",
                    "Well=" + wells.get(at / SITES),
                    "Site=" + (at % SITES + 1));
        }
        String text = withoutTracks(text()).replace("Group images by metadata?:Yes", "Group images by metadata?:No");
        tables.check(folder, tables.merge(folder, pipeline(text)));
    }

    @Test
    public void groupsByRowOfAPipelineThatGroupsByWellAreWhatOneRunWrites() throws Exception {
        RealTables tables = withTable();
        for (int row = 0; row < 4; row++) {
            tables.group(
                    rows.subList(row * 4 * SITES, (row + 1) * 4 * SITES), numbers(row * 4 + 1, 1, 0), "Row=" + row);
        }
        tables.check(folder, tables.merge(folder, pipeline(text())));
    }

    @Test
    public void aPlateWithoutATableInGroupsByWellIsWhatOneRunWrites() throws Exception {
        RealTables tables = new RealTables(root, null, CELL_PROFILER, DUCKDB);
        for (int well = 0; well < wells.size(); well++) {
            tables.group(ofWell(well, files), numbers(well + 1, 1, 0), "Plate=P1", "Well=" + wells.get(well));
        }
        String text = text();
        int load = text.indexOf("LoadData:");
        int next = text.indexOf("IdentifyPrimaryObjects:");
        text = text.substring(0, load) + RealTables.resource("files.cppipe") + "\n" + text.substring(next);
        tables.check(folder, tables.merge(folder, pipeline(text.replace("ModuleCount:13", "ModuleCount:16"))));
    }
}
