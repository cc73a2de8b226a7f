package io.jenkins.plugins.hummingbird.ssh;

import java.io.IOException;

/** A command was certainly not run: its session accepted no more commands. */
public final class NotStartedException extends IOException {
    private static final long serialVersionUID = 1L;

    public NotStartedException(String message, Throwable cause) {
        super(message, cause);
    }
}
