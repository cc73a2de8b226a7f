package io.jenkins.plugins.hummingbird.operation.moves;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs the moves of all operations. A move that is not due takes no thread. One host has a few moves at one time at most,
 * and the threads are not limited otherwise: however many hosts do not answer, each holds up nobody but itself. So there
 * are never more threads than hosts with moves that are due, times the share of a host, and one for each operation
 * whose move talks to no host.
 */
public final class MovePool implements Closeable {
    private static final Logger LOGGER = Logger.getLogger(MovePool.class.getName());

    /** Until a thread is asked for again that the machine had no room for. */
    private static final Duration NO_THREAD = Duration.ofSeconds(1);

    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timer;
    private final int perHost;
    private final Map<String, Lane> lanes = new HashMap<>();

    private static final class Lane {
        private int running;
        private final Queue<Runnable> waiting = new ArrayDeque<>();
    }

    /**
     * @param threads has a thread for whatever it is given, without a limit; it ends with this pool
     * @param timerThread makes the one thread that waits
     * @param perHost the number of moves at one time that talk to one host
     */
    public MovePool(ExecutorService threads, ThreadFactory timerThread, int perHost) {
        this.threads = threads;
        this.perHost = perHost;
        timer = new ScheduledThreadPoolExecutor(1, timerThread);
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Runs a move after a delay, as soon as its host has room for it.
     *
     * @param host what it talks to; empty for nothing that others talk to, too: it then waits for nobody
     * @param move must not throw
     */
    public void schedule(String host, Duration delay, Runnable move) {
        timer.schedule(() -> enter(host, move), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void enter(String host, Runnable move) {
        if (host.isEmpty()) {
            begin(host, move, move);
            return;
        }
        Lane lane = lanes.computeIfAbsent(host, h -> new Lane());
        lane.waiting.add(move);
        fill(host, lane);
    }

    private void fill(String host, Lane lane) {
        while (lane.running < perHost && !lane.waiting.isEmpty()) {
            Runnable move = lane.waiting.poll();
            if (begin(host, move, () -> run(host, move))) {
                lane.running++;
            }
        }
        if (lane.running == 0) {
            lanes.remove(host);
        }
    }

    /** @return whether it has a thread; a move that is to be made has an appointment if not */
    private boolean begin(String host, Runnable move, Runnable work) {
        try {
            threads.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            return false; // the pool was closed
        } catch (OutOfMemoryError e) {
            LOGGER.log(Level.WARNING, "there is no thread for a move now; it is made later", e);
            schedule(host, NO_THREAD, move);
            return false;
        }
    }

    private void run(String host, Runnable move) {
        try {
            move.run();
        } finally {
            leave(host);
        }
    }

    private synchronized void leave(String host) {
        Lane lane = lanes.get(host);
        lane.running--;
        fill(host, lane);
    }

    /** Ends the pool: no move is begun any more, one that runs is not interrupted. */
    @Override
    public void close() {
        timer.shutdownNow();
        threads.shutdown();
    }
}
