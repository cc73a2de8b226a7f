package io.jenkins.plugins.hummingbird.jenkins;

import io.jenkins.plugins.hummingbird.operation.Operation;
import java.time.Duration;

/** The freestyle build step that does {@link Chores}. */
final class ChoresBuilder extends OperationBuilder {
    private final ChoresStep step;
    private final Duration undoTime;

    ChoresBuilder(ChoresStep step) {
        this(step, Operation.UNDO_TIME);
    }

    /** @param undoTime how long the executor is kept after an abort */
    ChoresBuilder(ChoresStep step, Duration undoTime) {
        this.step = step;
        this.undoTime = undoTime;
    }

    @Override
    Duration undoTime() {
        return undoTime;
    }

    @Override
    ChoresStep operationStep() {
        return step;
    }
}
