package io.jenkins.plugins.hummingbird.operation.moves;

import io.jenkins.plugins.hummingbird.operation.Next;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The moves of one operation on a {@link MovePool}: one after the other, never two at once, until the operation is
 * over. No thread is held in between.
 */
public final class MoveScheduler {
    private static final Logger LOGGER = Logger.getLogger(MoveScheduler.class.getName());

    private final MovePool pool;
    private final Supplier<String> host;
    private Supplier<Next> move;
    private long turn;
    private boolean moving;
    private boolean wakened;
    private boolean over;

    /**
     * @param pool where the moves are made
     * @param host the host that the next move talks to; empty for none
     * @param move makes a move; one that throws is the last
     */
    public MoveScheduler(MovePool pool, Supplier<String> host, Supplier<Next> move) {
        this.pool = pool;
        this.host = host;
        this.move = move;
    }

    /** Makes the next move now, or at once after the one that is being made, instead of when it is due. */
    public synchronized void wake() {
        if (moving) {
            wakened = true;
        } else if (!over) {
            schedule(Duration.ZERO);
        }
    }

    /**
     * Lets another driver make the moves from the next one on. When the move that is being made turns out to be the
     * last, the new driver gets one more, to learn how it ended.
     *
     * @param newMove makes a move; one that throws is the last
     */
    public synchronized void handOver(Supplier<Next> newMove) {
        move = newMove;
    }

    /** @return whether the operation is over, so that no move will be made any more */
    public synchronized boolean over() {
        return over;
    }

    private void schedule(Duration delay) {
        long mine = ++turn;
        pool.schedule(host.get(), delay, () -> run(mine));
    }

    private void run(long mine) {
        Supplier<Next> present;
        synchronized (this) {
            // an earlier appointment, before somebody woke the operation
            if (mine != turn || moving || over) {
                return;
            }
            moving = true;
            wakened = false;
            present = move;
        }
        Next next = next(present);
        synchronized (this) {
            moving = false;
            over = next.over() && move == present;
            if (!over) {
                schedule(wakened ? Duration.ZERO : next.delay());
            }
        }
    }

    /** An operation cannot go on after what its driver could not catch; whoever cancels it needs a course that is over. */
    private static Next next(Supplier<Next> move) {
        try {
            return move.get();
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.SEVERE, "a move of an operation threw, and no further one is made", e);
            return Next.end();
        }
    }
}
