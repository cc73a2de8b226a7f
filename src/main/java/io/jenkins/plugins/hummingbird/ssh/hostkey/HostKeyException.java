package io.jenkins.plugins.hummingbird.ssh.hostkey;

import io.jenkins.plugins.hummingbird.operation.OperationException;

/** The server at a host's address presented another key than the host's. Nothing was sent to it. */
public final class HostKeyException extends OperationException {
    private static final long serialVersionUID = 1L;

    /** @param refusal its message names the key and says what to do */
    public HostKeyException(OperationException refusal) {
        super(refusal.getMessage(), refusal);
    }
}
