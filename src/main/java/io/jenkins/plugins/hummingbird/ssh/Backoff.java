package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.RetryDelay;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When the next attempt to connect may be made: after 1, 2, 4 and so on up to 10 seconds for failures in a row. One
 * attempt serves all who share the login. Not thread-safe.
 */
final class Backoff {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private int failures;
    private String reason;
    private long next;

    Backoff(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @throws NoConnectionException the next attempt is not due yet; repeats why the last one failed */
    void check() throws NoConnectionException {
        long left = next - nanoTime.getAsLong();
        if (failures > 0 && left > 0) {
            throw new NoConnectionException(
                    reason + " (failed " + failures + " times in a row; the next attempt is not before "
                            + (Duration.ofNanos(left).toSeconds() + 1) + " s from now)");
        }
    }

    void failed(IOException why) {
        failures++;
        reason = why.getMessage();
        next = nanoTime.getAsLong()
                + RetryDelay.after(failures, Duration.ofSeconds(1), LONGEST).toNanos();
    }

    void succeeded() {
        failures = 0;
    }
}
