package io.jenkins.plugins.hummingbird.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The {@link ControllerProcess} of a round, as whoever kills and starts it sees it. */
final class Controller {
    private final Site site;
    private Process process;
    private boolean closed;

    Controller(Site site) {
        this.site = site;
    }

    /** Starts it unless it runs. */
    synchronized void start() throws IOException {
        if (closed || process != null && process.isAlive()) {
            return;
        }
        List<String> words = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ControllerProcess.class.getName(),
                site.headNodeFolder().toString(),
                site.home().toString(),
                site.control().toString());
        Path log = site.folder().resolve("controller.log");
        process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        site.note("controller " + process.pid() + " starts");
    }

    synchronized void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
            site.note("controller " + process.pid() + " is killed");
        }
    }

    /** Whether it has ended without having been killed, or has not been started again yet. */
    synchronized boolean isGone() {
        return process != null && !process.isAlive();
    }

    /** Ends it for good. */
    synchronized void close() throws InterruptedException {
        kill();
        closed = true;
    }
}
