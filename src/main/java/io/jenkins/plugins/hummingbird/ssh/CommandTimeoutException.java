package io.jenkins.plugins.hummingbird.ssh;

import java.io.IOException;

/** A command did not end within its timeout. */
public final class CommandTimeoutException extends IOException {
    private static final long serialVersionUID = 1L;

    public CommandTimeoutException(String message) {
        super(message);
    }
}
