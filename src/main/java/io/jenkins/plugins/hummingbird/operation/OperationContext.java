package io.jenkins.plugins.hummingbird.operation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * What is passed to each move of an operation and never kept: the time, its folder, its log, and a method that saves
 * its state. An engine package extends this interface with what it needs from other packages.
 */
public interface OperationContext {
    /** @return the current time; tests set it */
    Instant now();

    /** @return the shortest delay between two polls of something remote; zero for the operation's own delay */
    default Duration leastWait() {
        return Duration.ZERO;
    }

    /** @return the folder of this operation, for tables and texts too large for its state; it exists */
    Path folder();

    /**
     * Adds a line to the build log. It appears when the state that belongs to it has been saved, so that a move that is
     * repeated after a restart repeats no line.
     *
     * @param line without a line end
     */
    void log(String line);

    /**
     * Atomically replaces the state file with the current state of the operation, then prints the lines logged so far.
     * Called at the end of every move, and by an operation before a side effect that cannot be repeated.
     *
     * @throws IOException if the state was not saved; the side effect must not be started
     */
    void save() throws IOException;
}
