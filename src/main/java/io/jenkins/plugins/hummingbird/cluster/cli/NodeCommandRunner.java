package io.jenkins.plugins.hummingbird.cluster.cli;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;

/**
 * Runs commands on the node around the step, one at a time, without waiting for them. A runner belongs to one process of
 * Jenkins: after a restart it does not know a command that was started before.
 */
public interface NodeCommandRunner {
    /**
     * Starts a command. An earlier one has ended or is killed first.
     *
     * @throws OperationException when no node surrounds the step, or the program cannot be started there: the message
     *     says how to install it
     * @throws IOException when the node does not respond at present
     */
    void start(CliCommand command) throws IOException, OperationException;

    /** @return whether this process of Jenkins has started a command whose result it has not yet returned */
    boolean isRunning();

    /**
     * @return the result of the command, once; null while it runs
     * @throws IOException when the result is lost, as when the agent is lost: the runner then counts the command as ended,
     *     though it may still run on the node
     */
    CommandResult poll() throws IOException;

    /** Kills the running command, if there is one, and its child processes. */
    void kill();
}
