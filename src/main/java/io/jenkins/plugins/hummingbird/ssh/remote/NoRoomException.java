package io.jenkins.plugins.hummingbird.ssh.remote;

import java.io.IOException;

/** A disk of another machine is full; the message names the folder. It may have room again later. */
public final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1L;

    NoRoomException(String message) {
        super(message);
    }
}
