package io.jenkins.plugins.hummingbird.submit.poll;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * How many tasks of all users Slurm keeps, and so how much room it has: one squeue tells all submissions that want to hand
 * tasks over, and what they hand over is added. Nobody waits for the squeue of another one. Thread-safe; nothing of it is
 * saved.
 */
public final class KnownTasks {
    private static final Duration VALID = Duration.ofSeconds(5);

    private boolean underWay;

    /** When the last squeue was asked; null before the first. */
    private Instant asked;

    private int count;

    /** How many were handed over while a squeue is under way, which may have come too early for them. */
    private int meanwhile;

    /**
     * Takes room for tasks that are about to be submitted.
     *
     * @param most how many tasks Slurm is to have at most
     * @param wanted how many are to be submitted
     * @param least when there is not room for so many, none is taken
     * @return for how many there is room; empty when another one is just asking Slurm: to be asked again shortly
     * @throws IOException when Slurm did not answer
     */
    public OptionalInt take(Slurm slurm, Instant now, int most, int wanted, int least)
            throws IOException, OperationException {
        synchronized (this) {
            if (isValid(now)) {
                return OptionalInt.of(take(most, wanted, least));
            }
            if (underWay) {
                return OptionalInt.empty();
            }
            underWay = true;
            meanwhile = 0;
        }
        try {
            int known = slurm.knownTasks();
            synchronized (this) {
                count = known + meanwhile;
                asked = now;
                return OptionalInt.of(take(most, wanted, least));
            }
        } finally {
            synchronized (this) {
                underWay = false;
            }
        }
    }

    private boolean isValid(Instant now) {
        return asked != null && !now.isBefore(asked) && now.isBefore(asked.plus(VALID));
    }

    private int take(int most, int wanted, int least) {
        int room = most - count;
        int taken = room < least ? 0 : Math.min(room, wanted);
        count += taken;
        meanwhile += taken;
        return taken;
    }
}
