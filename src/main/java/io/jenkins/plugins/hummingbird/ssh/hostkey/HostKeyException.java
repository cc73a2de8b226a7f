package io.jenkins.plugins.hummingbird.ssh.hostkey;

import io.jenkins.plugins.hummingbird.operation.OperationException;

/** What answers at a host's address showed a key that is not the host's. Nothing was sent to it. */
public final class HostKeyException extends OperationException {
    private static final long serialVersionUID = 1L;

    /** @param refusal says which key, and what to do */
    public HostKeyException(OperationException refusal) {
        super(refusal.getMessage(), refusal);
    }
}
