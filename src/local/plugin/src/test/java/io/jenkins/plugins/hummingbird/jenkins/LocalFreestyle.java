package io.jenkins.plugins.hummingbird.jenkins;

import hudson.Launcher;
import io.jenkins.plugins.hummingbird.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jenkins.local.LocalBuild;

/** A freestyle build with one build step, on a thread of its own as in Jenkins. */
public final class LocalFreestyle {
    private final LocalBuild build;
    private final Thread thread;
    private volatile Throwable thrown;
    private volatile boolean succeeded;

    public LocalFreestyle(LocalBuild build, OperationBuilder step) {
        this.build = build;
        thread = new Thread(() -> run(step), "build " + build);
        thread.setDaemon(true);
    }

    private void run(OperationBuilder step) {
        try {
            succeeded = step.perform(build, new Launcher.LocalLauncher(build.listener()), build.listener());
        } catch (InterruptedException | IOException | RuntimeException | Error e) {
            thrown = e;
        }
    }

    public LocalFreestyle start() {
        thread.start();
        return this;
    }

    /** What Jenkins does when somebody aborts the build. */
    public void abort() {
        thread.interrupt();
    }

    /** Waits for the end of the build step; null when it threw nothing. */
    public Throwable awaitEnd() throws InterruptedException {
        thread.join(120_000);
        if (thread.isAlive()) {
            throw new AssertionError("the build step does not end");
        }
        return thrown;
    }

    /** Whether the build step has ended. */
    public boolean over() {
        return !thread.isAlive();
    }

    /** Whether the build goes on with its next step. */
    public boolean succeeded() {
        return succeeded;
    }

    public LocalBuild build() {
        return build;
    }

    /** Waits until a number of effects is done, and saved as done. */
    public void awaitDone(int effects) throws Exception {
        Patience.await(effects + " effects", () -> {
            TestOperation saved =
                    folders().isEmpty() ? null : LocalController.saved(folders().get(0));
            return saved != null && saved.done() == effects;
        });
    }

    /** Of the operation, once it has begun. */
    public String id() throws IOException {
        return folders().get(0).getFileName().toString();
    }

    private List<Path> folders() throws IOException {
        Path all = build.getRootDir().toPath().resolve("hummingbird");
        if (!Files.exists(all)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(all)) {
            return folders.toList();
        }
    }
}
