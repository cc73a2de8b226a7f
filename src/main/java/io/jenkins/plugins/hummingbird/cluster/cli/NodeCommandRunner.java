package io.jenkins.plugins.hummingbird.cluster.cli;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;

/**
 * Runs commands on the node that surrounds the step, one at a time, without waiting for them. It lives as long as the
 * process of the controller, so that after a restart a command that was started before is not known any more.
 */
public interface NodeCommandRunner {
    /**
     * Starts it. What an earlier call started is over or killed by then.
     *
     * @throws OperationException when no node surrounds the step, or the program cannot be started there: the message
     *     says how to install it
     * @throws IOException when the node does not answer at present
     */
    void start(CliCommand call) throws IOException, OperationException;

    /** @return whether this process has started one and has not yet told its end */
    boolean isRunning();

    /**
     * @return how it ended, told once; null while it runs
     * @throws IOException when it is not known and never will be, as when the agent is lost; it is not under way any
     *     more, as far as this process knows, and may run on all the same
     */
    CommandResult poll() throws IOException;

    /** Ends it, if one is under way, and whatever it started. */
    void kill();
}
