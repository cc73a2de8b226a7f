package io.jenkins.plugins.hummingbird.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The context of a {@link SampleOperation}: a state file, a folder for what it creates, a manual clock, and faults. */
final class TestContext implements OperationContext {
    /** Where the operation creates its files: outside the process, which they survive. */
    final Path outside;

    final StateFile file;

    /** The printed lines. */
    final List<String> lines = new ArrayList<>();

    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    Duration leastWait = Duration.ZERO;

    /** Thrown by each step while it is set. */
    IOException stepFailure;

    /** Thrown by each save while it is set. */
    IOException saveFailure;

    /** Throws in each save while it is set. */
    Runnable saveError;

    private final Path folder;
    private final List<String> pending = new ArrayList<>();
    private Operation<?> saved;
    private int steps;
    private int faultyStep;
    private Callable<?> fault;
    private int saves;
    private int lastSave;
    private boolean lastSaveIsWritten;
    private boolean powerIsCut;

    /** The end of the process at an arbitrary point: later effects are lost. */
    static final class PowerCut extends Error {
        private static final long serialVersionUID = 1L;
    }

    TestContext(Path root) throws IOException {
        folder = Files.createDirectories(root.resolve("operation"));
        outside = Files.createDirectories(root.resolve("outside"));
        file = new StateFile(folder);
    }

    /** The operation whose state is saved. */
    void attach(Operation<?> operation) {
        saved = operation;
        pending.clear();
        powerIsCut = false;
    }

    /** @throws PowerCut if the process ended during the last move */
    void checkPower() {
        if (powerIsCut) {
            throw new PowerCut();
        }
    }

    private void cutPower() {
        powerIsCut = true;
        throw new PowerCut();
    }

    /** Lets a step fail once; the first step has the number 1. */
    void failAt(int step, Callable<?> how) {
        faultyStep = step;
        fault = how;
    }

    /** Ends the process during a save, before or after the file is written; the first save has the number 1. */
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

    void advance(Duration time) {
        now = now.plus(time);
    }

    /** A point at which the operation may fail. */
    void step() throws IOException, OperationException {
        if (stepFailure != null) {
            throw stepFailure;
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
        pending.add(line);
    }

    @Override
    public void save() throws IOException {
        checkPower();
        if (saveFailure != null) {
            throw saveFailure;
        }
        saves++;
        if (saveError != null) {
            saveError.run();
        }
        if (saves == lastSave && !lastSaveIsWritten) {
            cutPower();
        }
        file.write(saved);
        if (saves == lastSave) {
            cutPower();
        }
        lines.addAll(pending);
        pending.clear();
    }
}
