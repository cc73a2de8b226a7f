package io.jenkins.plugins.hummingbird.operation;

/** A move ends before it is made, for the operation is to stop. */
final class StoppedException extends OperationException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("is to stop");
    }
}
