package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;

/** A place where commands run. Its {@code toString()} names that place for messages. */
public interface Shell {
    /**
     * Runs a command and waits for its end, or for its timeout.
     *
     * @return how it ended; a command that failed is a result too
     * @throws IOException the connection could not be made or broke, or the command gave no answer in its time: it is
     *     not known whether it ran. An {@link java.io.InterruptedIOException} when the thread was interrupted; it then
     *     still is
     * @throws OperationException trying again will not help: the login was refused, the host has another key than
     *     expected, the login says something that cannot be used, or the command printed more than it may
     */
    Result run(Command command) throws IOException, OperationException;

    /** @return by whom and where commands run: equal for shells that differ in nothing that matters to a command */
    default Object login() {
        return this;
    }
}
