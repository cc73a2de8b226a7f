package io.jenkins.plugins.hummingbird.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What an {@link Errand} stands on: a state file, a folder for what it makes, a clock moved by hand, and faults. */
final class TestContext implements OperationContext {
    /** Where the errand makes its things: what is outside the process and outlives it. */
    final Path outside;

    final StateFile file;

    /** The lines that people have seen. */
    final List<String> shown = new ArrayList<>();

    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    Duration leastWait = Duration.ZERO;

    /** Thrown by each step while it is set. */
    IOException away;

    /** Thrown by each save while it is set. */
    IOException diskFull;

    /** Throws in each save while it is set. */
    Runnable saveBug;

    private final Path folder;
    private final List<String> unsaid = new ArrayList<>();
    private Operation<?> saved;
    private int steps;
    private int faultyStep;
    private Callable<?> fault;
    private int saves;
    private int lastSave;
    private boolean lastSaveIsWritten;
    private boolean powerIsCut;

    /** The end of the process, at whatever point: what it still does nobody sees. */
    static final class PowerCut extends Error {
        private static final long serialVersionUID = 1L;
    }

    TestContext(Path root) throws IOException {
        folder = Files.createDirectories(root.resolve("operation"));
        outside = Files.createDirectories(root.resolve("outside"));
        file = new StateFile(folder);
    }

    /** The operation whose state is saved. */
    void bear(Operation<?> operation) {
        saved = operation;
        unsaid.clear();
        powerIsCut = false;
    }

    /** @throws PowerCut when the process has ended in the move that was made */
    void checkPower() {
        if (powerIsCut) {
            throw new PowerCut();
        }
    }

    private void cutPower() {
        powerIsCut = true;
        throw new PowerCut();
    }

    /** Lets a step fail, once; the first has the number 1. */
    void failAt(int step, Callable<?> how) {
        faultyStep = step;
        fault = how;
    }

    /** Ends the process in a save, before or after the file is written; the first has the number 1. */
    void cutPowerAt(int save, boolean written) {
        lastSave = save;
        lastSaveIsWritten = written;
    }

    int steps() {
        return steps;
    }

    int saves() {
        return saves;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** A point at which the errand may fail. */
    void step() throws IOException, OperationException {
        if (away != null) {
            throw away;
        }
        if (++steps == faultyStep) {
            try {
                fault.call();
            } catch (IOException | OperationException | RuntimeException | Error e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Duration leastWait() {
        return leastWait;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public void log(String line) {
        unsaid.add(line);
    }

    @Override
    public void save() throws IOException {
        checkPower();
        if (diskFull != null) {
            throw diskFull;
        }
        saves++;
        if (saveBug != null) {
            saveBug.run();
        }
        if (saves == lastSave && !lastSaveIsWritten) {
            cutPower();
        }
        file.write(saved);
        if (saves == lastSave) {
            cutPower();
        }
        shown.addAll(unsaid);
        unsaid.clear();
    }
}
