package io.jenkins.plugins.hummingbird.ssh.connection;

import io.jenkins.plugins.hummingbird.operation.NoAnswerException;
import io.jenkins.plugins.hummingbird.operation.RetryDelay;
import io.jenkins.plugins.hummingbird.ssh.NoConnectionException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When the next attempt to connect may be made: after 1, 2, 4 and so on up to 10 seconds for failures in a row. One
 * attempt serves all users of the login. Not thread-safe.
 */
final class Backoff {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private int failures;
    private IOException last;
    private long next;

    Backoff(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @throws NoConnectionException if the next attempt is not due yet; repeats why the last one failed */
    void check() throws NoConnectionException {
        long left = next - nanoTime.getAsLong();
        if (failures > 0 && left > 0) {
            String message = last.getMessage() + " (failed " + failures
                    + " times in a row; next attempt in "
                    + (Duration.ofNanos(left).toSeconds() + 1)
                    + " s)";
            String why = last instanceof NoAnswerException e ? e.why() : last.getMessage();
            throw new NoConnectionException(message, why, null);
        }
    }

    void failed(IOException why) {
        failures++;
        last = why;
        next = nanoTime.getAsLong()
                + RetryDelay.after(failures, Duration.ofSeconds(1), LONGEST).toNanos();
    }

    void succeeded() {
        failures = 0;
    }
}
