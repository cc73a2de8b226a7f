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

    /**
     * Runs a command that has no reason to fail.
     *
     * @return what it printed
     * @throws IOException as {@link #run} does, and when the command failed all the same: to be tried again
     * @throws OperationException as {@link #run} does
     */
    default String output(Command command) throws IOException, OperationException {
        Result result = run(command);
        if (!result.succeeded()) {
            throw new IOException(result.failure(command));
        }
        return result.out();
    }

    /** @return by whom and where commands run: equal for shells that differ in nothing that matters to a command */
    default Object login() {
        return this;
    }
}
