package io.jenkins.plugins.hummingbird;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.rules.ExternalResource;

/**
 * A Python with pycytominer and CytoTable, made by src/local/cytominer. Tests are skipped where {@link TestSet} says so, and
 * unless all are asked for.
 */
public final class CytominerRule extends ExternalResource {
    private static final Path PYTHON = Path.of("target/parts/cytominer/python");

    /** The command, an absolute path. */
    public String python() {
        return PYTHON.toAbsolutePath().toString();
    }

    @Override
    protected void before() {
        TestSet.takesMinutes();
        TestSet.needsProgram(
                Files.isExecutable(PYTHON),
                "there is no " + PYTHON + "; src/local/cytominer/install target/parts/cytominer makes it");
    }
}
