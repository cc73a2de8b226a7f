package io.jenkins.plugins.hummingbird.ssh.hostkey;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import java.util.function.Consumer;

/** Says whether a host's key is the right one. */
public interface HostKeyRule {
    /**
     * The types of the keys that would be right, such as ssh-ed25519. A host with keys of several types is asked for
     * these first: another of its keys would look like that of somebody else. Empty when any will do.
     */
    List<String> expectedTypes();

    /**
     * Judges the key that a host has just shown, and proved to own.
     *
     * @param log what the user should read
     * @throws OperationException it is not the right one; nothing was sent to the host
     * @throws IOException what is known of the host cannot be read or written
     */
    void check(PublicKey key, Consumer<String> log) throws OperationException, IOException;
}
