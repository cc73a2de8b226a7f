package io.jenkins.plugins.hummingbird.operation;

/**
 * Ends an operation: a retry would not help. The message is written for the person who must act: what happened, where,
 * and what to do; Jenkins shows it without a stack trace. A temporary fault (a host that does not answer, a busy
 * scheduler) is an {@link java.io.IOException} instead, and the move is repeated.
 */
public class OperationException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what happened, where, and what to do */
    public OperationException(String message) {
        super(message);
    }

    /**
     * @param message what happened, where, and what to do
     * @param cause for the system log
     */
    public OperationException(String message, Throwable cause) {
        super(message, cause);
    }
}
