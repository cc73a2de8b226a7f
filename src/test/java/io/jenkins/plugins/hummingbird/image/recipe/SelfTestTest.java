package io.jenkins.plugins.hummingbird.image.recipe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.CellProfilerRule;
import io.jenkins.plugins.hummingbird.DuckDbRule;
import io.jenkins.plugins.hummingbird.TestSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The last step of the recipe: what counts as a CellProfiler and a DuckDB that work, and what only looks like it. */
public class SelfTestTest {
    @ClassRule
    public static final CellProfilerRule CELL_PROFILER = new CellProfilerRule();

    @ClassRule
    public static final DuckDbRule DUCKDB = new DuckDbRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void aRealCellProfilerFindsTheNucleiAndARealDuckDbCountsThem() throws Exception {
        RecipeRun run = RecipeRun.selfTest(CELL_PROFILER.command(), DUCKDB.python(), Map.of());
        assertThat(
                run.printed(), is("self-test: 8 nuclei in 2 images, as drawn, also in a Parquet file of DuckDB 1.4.5"));
        assertThat(run.code(), is(0));
    }

    @Test
    public void aCommandThatDoesNothingAndExitsWithZeroFails() throws Exception {
        assertFails(
                command("exit 0"), "self-test: CellProfiler ended with exit code 0, but did not write its done-file.");
    }

    @Test
    public void aDoneFileThatSaysCompleteIsNotBelieved() throws Exception {
        String command = command("while [ $# -gt 0 ]; do [ \"$1\" != -d ] || printf Complete >\"$2\"; shift; done");
        assertFails(command, "self-test: the spreadsheet Image.csv was not written.");
    }

    @Test
    public void aCellProfilerWithoutMysqlclientCannotExportToSqliteAndFails() throws Exception {
        TestSet.takesMinutes();
        Path module = folder.newFolder("MySQLdb").toPath().resolve("__init__.py");
        Files.writeString(module, "raise ImportError('left out')\n");
        RecipeRun run = RecipeRun.selfTest(
                CELL_PROFILER.command(),
                DUCKDB.python(),
                Map.of("PYTHONPATH", folder.getRoot().getPath()));
        assertThat(run.code(), is(1));
        assertThat(run.printed(), containsString("name 'sqlite3' is not defined"));
        assertThat(run.printed(), endsWith("self-test: CellProfiler ended with exit code 255."));
    }

    @Test
    public void aCellProfilerThatFindsOtherNucleiFails() throws Exception {
        TestSet.takesMinutes();
        // The same image twice: five nuclei where three were drawn.
        String command = command("while read -r line; do echo \"$line\" | sed 's/first.tif/second.tif/'; done "
                + "<\"$6/images.csv\" >\"$6/other.csv\" && mv \"$6/other.csv\" \"$6/images.csv\"\n"
                + "exec '" + CELL_PROFILER.command() + "' \"$@\"");
        RecipeRun run = RecipeRun.selfTest(command, DUCKDB.python(), Map.of());
        assertThat(run.code(), is(1));
        assertThat(run.printed(), containsString("self-test: the nuclei in Image.csv are "));
    }

    @Test
    public void aPythonWithoutDuckDbFailsAfterCellProfilerHasWorked() throws Exception {
        RecipeRun run = RecipeRun.selfTest(CELL_PROFILER.command(), command("exec python3 -I -S \"$@\""), Map.of());
        assertThat(run.code(), is(1));
        assertThat(run.printed(), containsString("ModuleNotFoundError: No module named 'duckdb'"));
        assertThat(run.printed(), endsWith("self-test: DuckDB ended with exit code 1."));
    }

    @Test
    public void aParquetFileThatLacksRowsFails() throws Exception {
        TestSet.takesMinutes();
        String tables = command(
                "head -n 8 \"$2\" >\"$2.short\" && mv \"$2.short\" \"$2\"\n" + "exec '" + DUCKDB.python() + "' \"$@\"");
        RecipeRun run = RecipeRun.selfTest(CELL_PROFILER.command(), tables, Map.of());
        assertThat(run.code(), is(1));
        assertThat(
                run.printed(),
                is("self-test: the nuclei in Nuclei.parquet are {'first.tif': 3, 'second.tif': 4}, but "
                        + "{'first.tif': 3, 'second.tif': 5} were drawn."));
    }

    @Test
    public void aCommandThatIsNotThereFailsWithItsName() throws Exception {
        Path command = folder.getRoot().toPath().resolve("cellprofiler");
        assertFails(command.toString(), "self-test: " + command + " cannot be started: No such file or directory.");
    }

    private void assertFails(String command, String sentence) throws Exception {
        RecipeRun run = RecipeRun.selfTest(command, DUCKDB.python(), Map.of());
        assertThat(run.printed(), is(sentence));
        assertThat(run.code(), is(1));
    }

    private String command(String body) throws IOException {
        Path file = folder.getRoot().toPath().resolve("command");
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true), is(true));
        return file.toString();
    }
}
