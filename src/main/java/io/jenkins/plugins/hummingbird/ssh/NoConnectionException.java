package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.NoAnswerException;

/** A host does not answer, or not as SSH does; the message says which and why. */
public final class NoConnectionException extends NoAnswerException {
    private static final long serialVersionUID = 1L;

    /** @param why the reason alone, see {@link #why()} */
    public NoConnectionException(String message, String why, Throwable cause) {
        super(message, why, cause);
    }
}
