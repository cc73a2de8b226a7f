package io.jenkins.plugins.hummingbird.operation;

import java.io.IOException;

/** The file of an operation's state is missing or does not hold one: trying again would not help. */
public final class UnreadableStateException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message names the file, or its folder
     * @param cause null where there is none
     */
    public UnreadableStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
