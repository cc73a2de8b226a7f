package io.jenkins.plugins.hummingbird.operation;

import io.jenkins.plugins.hummingbird.operation.moves.MovePool;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** A pool whose threads keep no process alive. */
public final class TestPool {
    private TestPool() {}

    /**
     * @param name of the threads
     * @param perHost the number of moves at one time that talk to one host
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
