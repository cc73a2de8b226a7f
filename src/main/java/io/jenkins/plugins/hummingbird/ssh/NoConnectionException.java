package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.NoAnswerException;

/** A host does not answer, or not with the SSH protocol; the message names the host and the reason. */
public final class NoConnectionException extends NoAnswerException {
    private static final long serialVersionUID = 1L;

    /** @param why the reason alone, see {@link #why()} */
    public NoConnectionException(String message, String why, Throwable cause) {
        super(message, why, cause);
    }
}
