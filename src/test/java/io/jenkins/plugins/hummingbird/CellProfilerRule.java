package io.jenkins.plugins.hummingbird;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.AssumptionViolatedException;
import org.junit.rules.ExternalResource;

/**
 * A real CellProfiler, named by the system property hummingbird.cellprofiler. Without it tests are skipped, or fail if
 * the system property hummingbird.parts is "required".
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
        if (command.isEmpty() || !Files.isExecutable(Path.of(command))) {
            String reason = "hummingbird.cellprofiler names no CellProfiler; src/local/test installs one";
            if ("required".equals(System.getProperty("hummingbird.parts"))) {
                throw new AssertionError(reason);
            }
            throw new AssumptionViolatedException(reason);
        }
    }
}
