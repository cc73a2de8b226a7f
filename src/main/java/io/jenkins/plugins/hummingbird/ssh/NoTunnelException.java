package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.OperationException;

/** There is no tunnel to a host, or it is refused: a retry does not help. The message says why and what to do. */
public final class NoTunnelException extends OperationException {
    private static final long serialVersionUID = 1L;

    public NoTunnelException(String message, Throwable cause) {
        super(message, cause);
    }
}
