package io.jenkins.plugins.hummingbird.operation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * What an operation is handed at each move and never keeps: the time, its folder, its log, and the way to save its
 * state. An engine package extends this interface by what it needs from its neighbours.
 */
public interface OperationContext {
    /** @return the present; tests move it by hand */
    Instant now();

    /** @return how long an operation waits at least between two looks at something remote; zero for its own pace */
    default Duration leastWait() {
        return Duration.ZERO;
    }

    /** @return the folder of this operation, for tables and texts too large for its state; it exists */
    Path folder();

    /**
     * Says something to the people who read the build log. The line appears when the state that goes with it has been
     * saved, so that a move made again after a restart repeats nothing.
     *
     * @param line without a line end
     */
    void log(String line);

    /**
     * Replaces the state file by the operation's present state, safe against a crash at any moment, then lets the
     * lines logged so far appear. Called by every move at its end, and by an operation before a side effect that
     * cannot be repeated.
     *
     * @throws IOException when the state was not saved; the side effect must then not be begun
     */
    void save() throws IOException;
}
