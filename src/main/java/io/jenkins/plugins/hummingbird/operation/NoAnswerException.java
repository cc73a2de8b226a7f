package io.jenkins.plugins.hummingbird.operation;

import java.io.IOException;

/** The host or service that an operation uses does not answer. */
public class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String why;

    /**
     * @param message which host does not answer, and why
     * @param why the reason alone, such as {@code Connection refused}
     * @param cause null for none
     */
    public NoAnswerException(String message, String why, Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    /** @return the reason alone, such as {@code Connection refused}; it names no host */
    public final String why() {
        return why;
    }
}
