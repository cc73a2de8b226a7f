package io.jenkins.plugins.hummingbird.operation.moves;

import io.jenkins.plugins.hummingbird.operation.Next;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Schedules the moves of one operation on a {@link MovePool}: one after the other, never two concurrently, until the
 * operation is over. No thread is held between moves.
 */
public final class MoveScheduler {
    private static final Logger LOGGER = Logger.getLogger(MoveScheduler.class.getName());

    private final MovePool pool;
    private final Supplier<String> host;
    private Supplier<Next> move;
    private long latest;
    private boolean moving;
    private boolean woken;
    private boolean over;

    /**
     * @param pool runs the moves
     * @param host the host that the next move connects to; empty for none
     * @param move makes a move; if it throws, no further move is made
     */
    public MoveScheduler(MovePool pool, Supplier<String> host, Supplier<Next> move) {
        this.pool = pool;
        this.host = host;
        this.move = move;
    }

    /** Makes the next move now, or directly after the current one, instead of when it is due. */
    public synchronized void wake() {
        if (moving) {
            woken = true;
        } else if (!over) {
            schedule(Duration.ZERO);
        }
    }

    /**
     * Lets another driver make the moves from the next one on. If the current move latests out to be the last, the new
     * driver makes one more, to learn the outcome.
     *
     * @param newMove makes a move; if it throws, no further move is made
     */
    public synchronized void handOver(Supplier<Next> newMove) {
        move = newMove;
    }

    /** @return whether the operation is over, so that no further move is made */
    public synchronized boolean over() {
        return over;
    }

    private void schedule(Duration delay) {
        long mine = ++latest;
        pool.schedule(host.get(), delay, () -> run(mine));
    }

    private void run(long mine) {
        Supplier<Next> present;
        synchronized (this) {
            // scheduled before the operation was woken
            if (mine != latest || moving || over) {
                return;
            }
            moving = true;
            woken = false;
            present = move;
        }
        Next next = next(present);
        synchronized (this) {
            moving = false;
            over = next.over() && move == present;
            if (!over) {
                schedule(woken ? Duration.ZERO : next.delay());
            }
        }
    }

    /**
     * After a throwable that its driver did not handle, the operation is over for this scheduler, so that it can be
     * cancelled.
     */
    private static Next next(Supplier<Next> move) {
        try {
            return move.get();
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.SEVERE, "a move of an operation failed unexpectedly; no further move is made", e);
            return Next.end();
        }
    }
}
