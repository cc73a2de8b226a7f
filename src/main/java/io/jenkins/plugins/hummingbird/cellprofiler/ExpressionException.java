package io.jenkins.plugins.hummingbird.cellprofiler;

/**
 * A regular expression cannot be matched within its limits. Unchecked, because the rules of a pipeline are functions;
 * their callers convert it to an {@link io.jenkins.plugins.hummingbird.operation.OperationException}.
 */
public final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ExpressionException(String message, Throwable cause) {
        super(message, cause);
    }
}
