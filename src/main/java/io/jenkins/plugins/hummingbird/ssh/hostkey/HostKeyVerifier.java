package io.jenkins.plugins.hummingbird.ssh.hostkey;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import java.util.function.Consumer;

/** Verifies the key of a host. */
public interface HostKeyVerifier {
    /**
     * Returns the types of the expected keys, such as ssh-ed25519. They are preferred for a host with keys of several
     * types: another of its keys would look like that of another host. Empty for any.
     */
    List<String> expectedTypes();

    /**
     * Verifies a key that a host has presented and proved to own.
     *
     * @param log receives messages for the user
     * @throws OperationException if it is not the expected key; nothing was sent to the host
     * @throws IOException if the file of remembered keys cannot be read or written
     */
    void check(PublicKey key, Consumer<String> log) throws OperationException, IOException;
}
