package io.jenkins.plugins.hummingbird.ssh;

import java.io.IOException;

/** The user's shell ended, or refused, without running the command; the message has what the host printed. */
public final class NotRunException extends IOException {
    private static final long serialVersionUID = 1L;

    public NotRunException(String message) {
        super(message);
    }
}
