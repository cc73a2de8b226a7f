package io.jenkins.plugins.hummingbird.submit.headnode;

import io.jenkins.plugins.hummingbird.operation.OperationException;

/** The instance that was the head node was terminated, and the jobs with it. */
public final class HeadNodeGoneException extends OperationException {
    private static final long serialVersionUID = 1L;

    public HeadNodeGoneException(String message) {
        super(message);
    }
}
