package io.jenkins.plugins.hummingbird.jenkins;

/** The freestyle build step that does {@link Chores}. */
final class ChoresBuilder extends OperationBuilder {
    private final ChoresStep step;

    ChoresBuilder(ChoresStep step) {
        this.step = step;
    }

    @Override
    ChoresStep operationStep() {
        return step;
    }
}
