package io.jenkins.plugins.hummingbird.operation;

import java.io.IOException;

/** The state file of an operation is missing or does not contain a state: a retry would not help. */
public final class UnreadableStateException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message names the file, or its folder
     * @param cause null for none
     */
    public UnreadableStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
