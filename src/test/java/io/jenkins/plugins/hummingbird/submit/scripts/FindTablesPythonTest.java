package io.jenkins.plugins.hummingbird.submit.scripts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which Python merges tables, of those that a node has. */
public class FindTablesPythonTest {
    private static final String NONE = "";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path root;
    private Path commands;

    /** The node has no command but these that the script needs. */
    @Before
    public void commands() throws Exception {
        root = temporary.getRoot().toPath();
        commands = temporary.newFolder("commands").toPath();
        for (String name : List.of("timeout", "head", "sed", "grep", "tr", "tail")) {
            Path real = Path.of("/usr/bin", name);
            Files.createSymbolicLink(commands.resolve(name), Files.exists(real) ? real : Path.of("/bin", name));
        }
    }

    private static Path program(Path file, String... lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
        file.toFile().setExecutable(true);
        return file;
    }

    /** What stands for a Python says its version, and that of DuckDB when it is asked. */
    private static Path python(Path file, String version, String duckdb) throws IOException {
        String isOld = version.startsWith("2.") ? "exit 3" : "exit 0";
        return program(
                file,
                "#!/bin/bash",
                "[ \"${!#}\" = parquet ] && echo '" + (version + " " + duckdb).strip() + "' || echo " + version,
                isOld);
    }

    private Path cellProfiler(Path python) throws IOException {
        return program(root.resolve("venv/bin/cellprofiler"), "#!" + python, "import cellprofiler");
    }

    /** @return the one that is found with its versions; or which were tried */
    private String find(String formats, String named, String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "/bin/bash",
                "-uc",
                RemoteScripts.tableTasks().get("find-tables-python.sh")
                        + "find_tables_python \"$@\" && echo \"${tables_python[*]}: $tables_versions\" ||"
                        + " echo \"$tables_tried; ${tables_python[*]}\"",
                "bash",
                formats,
                named));
        words.addAll(List.of(command));
        ProcessBuilder bash = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
        bash.environment().put("PATH", commands.toString());
        Process process = bash.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed.strip().replace(root + "/", "");
    }

    @Test
    public void theNamedOneIsTakenAndNoOther() throws Exception {
        python(commands.resolve("python3"), "3.9.18", "1.4.5");
        Path named = python(root.resolve("named"), "3.10.1", "1.4.5");
        assertThat(find("csv parquet", named.toString()), is("named -E -s -B: 3.10.1 1.4.5"));
        assertThat(find("csv", named.toString()), is("named -E -s -B: 3.10.1"));
        python(named, "3.10.1", NONE);
        assertThat(find("csv parquet", named.toString()), is("named (Python 3.10.1 without DuckDB); named -E -s -B"));
        assertThat(find("csv", "/none/python"), is("/none/python (not found);"));
    }

    @Test
    public void aNameOnThePathIsOne() throws Exception {
        python(commands.resolve("python3.12"), "3.12.0", "1.4.5");
        assertThat(find("parquet", "python3.12"), is("python3.12 -E -s -B: 3.12.0 1.4.5"));
    }

    @Test
    public void thatOfTheImageComesFirstThenThatOfCellProfilerThenTheNodes() throws Exception {
        Path own = python(root.resolve("venv/bin/python3.9"), "3.9.18", "1.4.4");
        String cellProfiler = cellProfiler(own).toString();
        Path node = python(commands.resolve("python3"), "3.7.16", "1.4.3");
        Path image = python(commands.resolve("hummingbird-tables"), "3.9.1", "1.4.5");
        assertThat(find("parquet", NONE, cellProfiler, "-c"), is("hummingbird-tables: 3.9.1 1.4.5"));
        Files.delete(image);
        assertThat(find("parquet", NONE, cellProfiler, "-c"), is("venv/bin/python3.9 -E -s -B: 3.9.18 1.4.4"));
        assertThat("behind others", find("csv", NONE, "nice", cellProfiler), is("venv/bin/python3.9 -E -s -B: 3.9.18"));
        assertThat("options", find("csv", NONE, "-c", cellProfiler), is("python3 -E -s -B: 3.7.16"));
        Files.delete(own);
        assertThat(find("parquet", NONE, cellProfiler, "-c"), is("python3 -E -s -B: 3.7.16 1.4.3"));
        Files.delete(node);
        assertThat(find("csv", NONE, cellProfiler, "-c"), is("python3 (not found);"));
    }

    @Test
    public void forParquetTheFirstThatHasDuckDbIsTaken() throws Exception {
        String cellProfiler = cellProfiler(python(root.resolve("venv/bin/python3.9"), "3.9.18", NONE))
                .toString();
        Path node = python(commands.resolve("python3"), "3.11.2", "1.4.5");
        assertThat(find("parquet csv", NONE, cellProfiler), is("python3 -E -s -B: 3.11.2 1.4.5"));
        assertThat(find("sqlite csv", NONE, cellProfiler), is("venv/bin/python3.9 -E -s -B: 3.9.18"));
        python(node, "3.11.2", NONE);
        assertThat(
                "the first says on the node how DuckDB is installed",
                find("parquet csv", NONE, cellProfiler),
                is("venv/bin/python3.9 (Python 3.9.18 without DuckDB), python3 (Python 3.11.2 without DuckDB);"
                        + " venv/bin/python3.9 -E -s -B"));
    }

    @Test
    public void whatIsTooOldOrDoesNotRunIsPassedOver() throws Exception {
        String cellProfiler = cellProfiler(python(root.resolve("venv/bin/python2"), "2.7.18", NONE))
                .toString();
        Path node = program(commands.resolve("python3"), "#!/bin/bash", "exit 127");
        assertThat(find("csv", NONE, cellProfiler), is("venv/bin/python2 (Python 2.7.18), python3 (does not run);"));
        python(node, "3.6.8", NONE);
        assertThat(find("csv", NONE, cellProfiler), is("python3 -E -s -B: 3.6.8"));
    }
}
