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
 * Runs the moves of all operations. A move that is not due uses no thread. The number of concurrent moves is limited
 * per host and not otherwise: hosts that do not answer delay only their own operations. So there are at most as many
 * threads as hosts with due moves, times the limit per host, plus one for each operation whose move uses no host.
 */
public final class MovePool implements Closeable {
    private static final Logger LOGGER = Logger.getLogger(MovePool.class.getName());

    /** The delay before the next attempt to create a thread for which memory was missing. */
    private static final Duration THREAD_RETRY_DELAY = Duration.ofSeconds(1);

    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timer;
    private final int perHost;
    private final Map<String, HostQueue> queues = new HashMap<>();

    private static final class HostQueue {
        private int running;
        private final Queue<Runnable> waiting = new ArrayDeque<>();
    }

    /**
     * @param threads an unbounded executor; shut down with this pool
     * @param timerThread creates the single timer thread
     * @param perHost the largest number of concurrent moves for one host
     */
    public MovePool(ExecutorService threads, ThreadFactory timerThread, int perHost) {
        this.threads = threads;
        this.perHost = perHost;
        timer = new ScheduledThreadPoolExecutor(1, timerThread);
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Runs a move after a delay, as soon as the limit of its host allows.
     *
     * @param host the host that the move connects to; empty for none that others share: no limit applies
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
        HostQueue queue = queues.computeIfAbsent(host, h -> new HostQueue());
        queue.waiting.add(move);
        fill(host, queue);
    }

    private void fill(String host, HostQueue queue) {
        while (queue.running < perHost && !queue.waiting.isEmpty()) {
            Runnable move = queue.waiting.poll();
            if (begin(host, move, () -> run(host, move))) {
                queue.running++;
            }
        }
        if (queue.running == 0) {
            queues.remove(host);
        }
    }

    /** @return whether the move was started; if not for lack of memory, it is scheduled again */
    private boolean begin(String host, Runnable move, Runnable work) {
        try {
            threads.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            return false; // the pool was closed
        } catch (OutOfMemoryError e) {
            LOGGER.log(Level.WARNING, "cannot create a thread for a move; retrying", e);
            schedule(host, THREAD_RETRY_DELAY, move);
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
        HostQueue queue = queues.get(host);
        queue.running--;
        fill(host, queue);
    }

    /** Shuts the pool down: no further move is started, and running moves are not interrupted. */
    @Override
    public void close() {
        timer.shutdownNow();
        threads.shutdown();
    }
}
