package io.jenkins.plugins.hummingbird.operation;

/** Ends a move because a stop was requested. */
final class StoppedException extends OperationException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("stop requested");
    }
}
