package io.jenkins.plugins.hummingbird.jenkins.run;

import io.jenkins.plugins.hummingbird.operation.Next;
import java.io.IOException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Moves that cannot even be begun, one after the other, for something of Jenkins' own that may pass, such as a full disk:
 * they are tried again after a while, which the system log says once. One for each driver of an operation.
 */
public final class MoveRetry {
    private static final Logger LOGGER = Logger.getLogger(MoveRetry.class.getName());
    private static final Duration DELAY = Duration.ofSeconds(5);

    private boolean waits;

    /** By {@link System#nanoTime}. */
    private long waitsSince;

    /**
     * @param id of the operation
     * @return when to try it again
     */
    public Next after(IOException failure, String id) {
        if (!waits) {
            waits = true;
            waitsSince = System.nanoTime();
            LOGGER.log(Level.WARNING, "operation " + id + " cannot continue yet, and is tried again", failure);
        }
        return Next.in(DELAY);
    }

    /** A move was made. */
    void worked() {
        waits = false;
    }

    /** @return whether no move could be made for longer than that */
    public boolean lastsLongerThan(Duration time) {
        return waits && System.nanoTime() - waitsSince > time.toNanos();
    }
}
