package io.jenkins.plugins.hummingbird.submit.scripts;

import io.jenkins.plugins.hummingbird.CellProfilerRule;
import io.jenkins.plugins.hummingbird.CytominerRule;
import io.jenkins.plugins.hummingbird.DuckDbRule;
import io.jenkins.plugins.hummingbird.submit.plates.Plates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;

/** Merged tables of nuclei, cells and cytoplasm, which a real CellProfiler measured, are opened by pandas, pycytominer and CytoTable. */
public class OpenedTablesTest {
    private static final CellProfilerRule CELL_PROFILER = new CellProfilerRule();
    private static final DuckDbRule DUCKDB = new DuckDbRule();
    private static final CytominerRule CYTOMINER = new CytominerRule();
    private static final TemporaryFolder TEMPORARY = new TemporaryFolder();

    @ClassRule
    public static final RuleChain PARTS =
            RuleChain.outerRule(CYTOMINER).around(CELL_PROFILER).around(DUCKDB).around(TEMPORARY);

    @Test
    public void pandasPycytominerAndCytoTableFindTheSameObjects() throws Exception {
        Path root = TEMPORARY.getRoot().toPath();
        Path images = root.resolve("images");
        Plates.make(images, "--intact", "--plates", "P1", "--wells", "A01", "A02", "--sites", "2");
        List<String> table = Files.readAllLines(images.resolve("images.csv"));
        Path folder = TEMPORARY.newFolder().toPath();
        Path pipeline = Files.writeString(folder.resolve("tables.cppipe"), RealTables.resource("compartments.cppipe"));
        Path merged = new RealTables(root, table.get(0), CELL_PROFILER, DUCKDB)
                .group(table.subList(1, 3), new long[] {1, 1, 0}, "Plate=P1", "Well=A01")
                .group(table.subList(3, 5), new long[] {2, 1, 0}, "Plate=P1", "Well=A02")
                .merge(folder, pipeline);
        Path program = Files.writeString(folder.resolve("open-tables.py"), RealTables.resource("open-tables.py"));
        RealTables.command(
                root,
                CYTOMINER.python(),
                "-B",
                program.toString(),
                merged.toString(),
                Files.createDirectory(folder.resolve("opened")).toString());
    }
}
