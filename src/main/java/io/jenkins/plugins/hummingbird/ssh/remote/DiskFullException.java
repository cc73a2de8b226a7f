package io.jenkins.plugins.hummingbird.ssh.remote;

import java.io.IOException;

/** A disk of another machine is full; the message names the folder. May be temporary. */
public final class DiskFullException extends IOException {
    private static final long serialVersionUID = 1L;

    DiskFullException(String message) {
        super(message);
    }
}
