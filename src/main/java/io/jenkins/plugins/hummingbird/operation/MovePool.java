package io.jenkins.plugins.hummingbird.operation;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the moves of all operations on a few threads. A move that is not due takes no thread; one host has a few of
 * the threads at most, so that a host that does not answer holds up nobody but itself.
 */
public final class MovePool implements Closeable {
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor timer;
    private final int perHost;
    private final Map<String, Lane> lanes = new HashMap<>();

    private static final class Lane {
        private int running;
        private final Queue<Runnable> waiting = new ArrayDeque<>();
    }

    /**
     * @param name the threads' names begin with it
     * @param size the number of threads
     * @param perHost the number of moves at one time that talk to one host
     */
    public MovePool(String name, int size, int perHost) {
        this.perHost = perHost;
        AtomicInteger count = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                size,
                size,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> daemon(work, name + " " + count.incrementAndGet()));
        threads.allowCoreThreadTimeOut(true);
        threads.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        timer = new ScheduledThreadPoolExecutor(1, work -> daemon(work, name + " timer"));
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Runs a move after a delay, as soon as there is room.
     *
     * @param host what it talks to; empty for nothing remote
     * @param move must not throw
     */
    public void schedule(String host, Duration delay, Runnable move) {
        timer.schedule(() -> enter(host, move), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void enter(String host, Runnable move) {
        Lane lane = lanes.computeIfAbsent(host, h -> new Lane());
        if (lane.running >= perHost) {
            lane.waiting.add(move);
        } else {
            lane.running++;
            threads.execute(() -> run(host, move));
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
        Runnable next = lane.waiting.poll();
        if (next != null) {
            threads.execute(() -> run(host, next));
        } else if (--lane.running == 0) {
            lanes.remove(host);
        }
    }

    /** Ends the pool: no move is begun any more, one that runs is not interrupted. */
    @Override
    public void close() {
        timer.shutdownNow();
        threads.shutdown();
        threads.getQueue().clear();
    }
}
