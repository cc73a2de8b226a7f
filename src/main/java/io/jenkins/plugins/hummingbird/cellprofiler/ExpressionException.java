package io.jenkins.plugins.hummingbird.cellprofiler;

/**
 * A regular expression cannot be matched within its limits. Not checked, for the rules of a pipeline are functions; who
 * asks these makes an {@link io.jenkins.plugins.hummingbird.operation.OperationException} of it.
 */
public final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ExpressionException(String message, Throwable cause) {
        super(message, cause);
    }
}
