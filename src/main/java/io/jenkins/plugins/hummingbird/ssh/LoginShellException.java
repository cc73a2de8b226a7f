package io.jenkins.plugins.hummingbird.ssh;

import java.io.IOException;

/** The user's login shell ended without running the command; the message contains what it printed. */
public final class LoginShellException extends IOException {
    private static final long serialVersionUID = 1L;

    public LoginShellException(String message) {
        super(message);
    }
}
