package io.jenkins.plugins.hummingbird.jenkins;

import hudson.init.Terminator;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.hummingbird.operation.MovePool;
import io.jenkins.plugins.hummingbird.operation.Next;
import java.util.function.Supplier;

/**
 * The one pool on which the moves of all operations are made. Public because Jenkins calls a terminator by
 * reflection.
 */
public final class OperationPool {
    /** Most moves wait for a remote answer of a few milliseconds. */
    private static final int THREADS = 10;

    private static final int THREADS_PER_HOST = 3;

    private static MovePool pool;

    private OperationPool() {}

    static synchronized MovePool get() {
        if (pool == null) {
            pool = new MovePool("Hummingbird", THREADS, THREADS_PER_HOST);
        }
        return pool;
    }

    /** @return the move, made as Jenkins itself like all its background work: a thread of ours alone would be nobody */
    static Supplier<Next> asJenkins(Supplier<Next> move) {
        return () -> {
            try (ACLContext asJenkins = ACL.as2(ACL.SYSTEM2)) {
                return move.get();
            }
        };
    }

    /** Ends the pool with Jenkins; operations go on from their state files when it starts again. */
    @Terminator
    public static synchronized void end() {
        if (pool != null) {
            pool.close();
            pool = null;
        }
    }
}
