package io.jenkins.plugins.hummingbird.image.recipe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.DuckDbRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The part of the recipe that installs DuckDB, run for real below a folder of the test's own. */
public class InstallDuckDbTest {
    @ClassRule
    public static final DuckDbRule DUCKDB = new DuckDbRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path root;
    private Path command;

    @Before
    public void prepare() {
        root = folder.getRoot().toPath();
        command = root.resolve("hummingbird-tables");
    }

    /** Installs by pip, which these variables tell where wheels are. */
    private RecipeRun install(Map<String, String> pip) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("PIP_RETRIES", "0"));
        environment.putAll(pip);
        return RecipeRun.run(
                environment,
                "bash",
                "-c",
                "source \"$1\"; home=$2 log=$2/log tables=$3 python=$4; install_duckdb",
                "test",
                RecipeRun.FOLDER.resolve(CellProfilerRecipe.SCRIPT).toString(),
                root.toString(),
                command.toString(),
                DUCKDB.python());
    }

    private static Map<String, String> wheelsOf(Path wheels) {
        return Map.of("PIP_NO_INDEX", "1", "PIP_FIND_LINKS", wheels.toString());
    }

    private RecipeRun tables(String... arguments) throws Exception {
        return RecipeRun.run(
                Map.of("PYTHONPATH", root.toString()),
                Stream.concat(Stream.of(command.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @Test
    public void theCommandRunsAProgramThatFindsDuckDbAndNothingOfTheUsers() throws Exception {
        // what an installation that was interrupted left
        Files.createDirectories(root.resolve("duckdb/bin"));
        Files.writeString(root.resolve("duckdb/bin/python"), "cut off");
        Files.createSymbolicLink(command, root.resolve("nowhere"));
        RecipeRun run = install(wheelsOf(DUCKDB.wheels()));
        assertThat(run.printed(), run.code(), is(0));
        assertThat(run.printed(), is("install-cellprofiler: DuckDB: " + command));
        Files.writeString(root.resolve("duckdb.py"), "raise ImportError('of the user')\n");
        Path programs = Files.createDirectories(root.resolve("of a program"));
        Path program = Files.writeString(
                programs.resolve("program.py"),
                "import duckdb, sys\nimport beside\nprint(duckdb.__version__, sys.argv[1:], sys.flags.dont_write_bytecode)\n");
        Files.writeString(programs.resolve("beside.py"), "");
        run = tables(program.toString(), "two words", "*");
        assertThat(run.printed(), is("1.4.5 ['two words', '*'] 1"));
        assertThat(run.code(), is(0));
        assertThat(tables("-c", "import sys; sys.exit(3)").code(), is(3));
        assertThat(Files.exists(programs.resolve("__pycache__")), is(false));
    }

    @Test
    public void anIndexThatCannotBeReachedIsSaid() throws Exception {
        refused(install(Map.of("PIP_INDEX_URL", "http://127.0.0.1:1/simple", "PIP_FIND_LINKS", "")));
    }

    @Test
    public void aMirrorThatServesAnotherFileUnderTheNameIsRefused() throws Exception {
        Path mirror = Files.createDirectories(root.resolve("mirror"));
        try (Stream<Path> wheels = Files.list(DUCKDB.wheels())) {
            for (Path wheel :
                    wheels.filter(file -> file.toString().endsWith(".whl")).toList()) {
                Files.writeString(mirror.resolve(wheel.getFileName()), "another file");
            }
        }
        RecipeRun run = install(wheelsOf(mirror));
        refused(run);
        assertThat(run.printed(), containsString("THESE PACKAGES DO NOT MATCH THE HASHES"));
    }

    private void refused(RecipeRun run) {
        assertThat(run.printed(), run.code(), is(75));
        assertThat(
                run.printed(),
                endsWith("\ninstall-cellprofiler: pip cannot install DuckDB; behind a proxy set https_proxy, or "
                        + "PIP_INDEX_URL to a mirror of PyPI; above is the end of " + root.resolve("log") + "."));
        assertThat(Files.exists(command), is(false));
    }
}
