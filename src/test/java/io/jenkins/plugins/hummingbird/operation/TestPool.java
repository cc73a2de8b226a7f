package io.jenkins.plugins.hummingbird.operation;

import io.jenkins.plugins.hummingbird.operation.moves.MovePool;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Creates move pools with daemon threads. */
public final class TestPool {
    private TestPool() {}

    /**
     * @param name the name of the threads
     * @param perHost the largest number of concurrent moves for one host
     */
    public static MovePool open(String name, int perHost) {
        ThreadFactory threads = work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
        return new MovePool(Executors.newCachedThreadPool(threads), threads, perHost);
    }
}
