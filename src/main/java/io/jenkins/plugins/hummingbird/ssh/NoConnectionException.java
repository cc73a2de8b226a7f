package io.jenkins.plugins.hummingbird.ssh;

import java.io.IOException;

/** A host does not answer, or not as SSH does; the message says which and why. */
public final class NoConnectionException extends IOException {
    private static final long serialVersionUID = 1L;

    public NoConnectionException(String message) {
        super(message);
    }

    public NoConnectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
