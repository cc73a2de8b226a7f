package io.jenkins.plugins.hummingbird.jenkins;

import io.jenkins.plugins.hummingbird.operation.Operation;
import java.time.Duration;

/** The freestyle build step that does {@link TestOperation}. */
public final class TestBuilder extends OperationBuilder {
    private final TestStep step;
    private final Duration undoTime;

    public TestBuilder(TestStep step) {
        this(step, Operation.UNDO_TIME);
    }

    /** @param undoTime how long the executor is kept after an abort */
    public TestBuilder(TestStep step, Duration undoTime) {
        this.step = step;
        this.undoTime = undoTime;
    }

    @Override
    public Duration undoTime() {
        return undoTime;
    }

    @Override
    public TestStep operationStep() {
        return step;
    }
}
