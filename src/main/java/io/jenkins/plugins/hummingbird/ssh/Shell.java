package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;

/** Runs commands on a host. Its {@code toString()} names the host in messages. */
public interface Shell {
    /**
     * Runs a command and waits for its end, or for its timeout.
     *
     * @return the result, also of a command that failed
     * @throws IOException if the connection could not be opened or broke, or the command timed out: it is unknown
     *     whether it ran. An {@link java.io.InterruptedIOException} if the thread was interrupted; its interrupt status
     *     is kept
     * @throws OperationException if a retry will not help: the login was refused, the host key is not the expected one,
     *     the login is not valid, or the output exceeded its limit
     */
    Result run(Command command) throws IOException, OperationException;

    /**
     * Runs a command that is not expected to fail.
     *
     * @return its standard output
     * @throws IOException as {@link #run} does, and if the command failed: to be retried
     * @throws OperationException as {@link #run} does
     */
    default String output(Command command) throws IOException, OperationException {
        Result result = run(command);
        if (!result.succeeded()) {
            throw new IOException(result.failure(command));
        }
        return result.out();
    }

    /** @return identifies the host and the user; equal for shells that run commands in the same way */
    default Object login() {
        return this;
    }
}
