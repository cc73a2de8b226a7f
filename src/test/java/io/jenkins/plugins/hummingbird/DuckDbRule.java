package io.jenkins.plugins.hummingbird;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.rules.ExternalResource;

/**
 * A Python with DuckDB, made by src/local/duckdb, or named by the system property hummingbird.duckdb. Tests are skipped where
 * {@link TestSet} says so.
 */
public final class DuckDbRule extends ExternalResource {
    private static final Path PYTHON =
            Path.of(System.getProperty("hummingbird.duckdb", "target/parts/duckdb/venv/bin/python"));

    /** The command, an absolute path. */
    public String python() {
        return PYTHON.toAbsolutePath().toString();
    }

    /** The folder of the wheel that it was installed from. */
    public Path wheels() {
        Path wheels = PYTHON.toAbsolutePath().resolve("../../../wheels").normalize();
        TestSet.needsProgram(
                Files.exists(wheels.resolve("fetched")),
                "there are no wheels in " + wheels + "; src/local/duckdb/install target/parts/duckdb fetches them");
        return wheels;
    }

    @Override
    protected void before() {
        TestSet.needsProgram(
                Files.isExecutable(PYTHON),
                "there is no DuckDB at " + PYTHON + "; src/local/duckdb/install target/parts/duckdb makes it");
    }
}
