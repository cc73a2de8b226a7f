package io.jenkins.plugins.hummingbird.jenkins.run;

import hudson.init.Terminator;
import hudson.security.ACL;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.hummingbird.jenkins.controller.JenkinsSingleton;
import io.jenkins.plugins.hummingbird.operation.moves.MovePool;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import jenkins.security.ImpersonatingExecutorService;

/**
 * The one pool on which the moves of all operations are made, as Jenkins itself like all its background work: a thread of
 * ours alone would be nobody. Public because Jenkins calls a terminator by reflection.
 */
public final class OperationPool {
    /** Most moves wait for a remote answer of a few milliseconds. */
    private static final int MOVES_PER_HOST = 3;

    private static final JenkinsSingleton<MovePool> POOL = new JenkinsSingleton<>(OperationPool::make, MovePool::close);

    private OperationPool() {}

    private static MovePool make() {
        return new MovePool(
                new ImpersonatingExecutorService(Executors.newCachedThreadPool(threads("Hummingbird")), ACL.SYSTEM2),
                threads("Hummingbird timer"),
                MOVES_PER_HOST);
    }

    private static ThreadFactory threads(String name) {
        return new NamingThreadFactory(new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), name);
    }

    /** @return that of this Jenkins; it makes no move any more when Jenkins ends */
    public static MovePool get() {
        return POOL.get();
    }

    /** Ends the pool with Jenkins; operations go on from their state files when it starts again. */
    @Terminator
    public static void end() {
        POOL.close();
    }
}
