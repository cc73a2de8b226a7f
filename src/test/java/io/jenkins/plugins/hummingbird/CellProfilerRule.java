package io.jenkins.plugins.hummingbird;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.rules.ExternalResource;

/**
 * A real CellProfiler, named by the system property hummingbird.cellprofiler. Tests are skipped where
 * {@link TestSet} says so.
 */
public final class CellProfilerRule extends ExternalResource {
    private String command;

    /** The command, an absolute path. */
    public String command() {
        return command;
    }

    @Override
    protected void before() {
        command = System.getProperty("hummingbird.cellprofiler", "");
        TestSet.needsProgram(
                !command.isEmpty() && Files.isExecutable(Path.of(command)),
                "hummingbird.cellprofiler names no CellProfiler; src/local/test installs one");
    }
}
