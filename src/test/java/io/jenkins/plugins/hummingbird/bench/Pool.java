package io.jenkins.plugins.hummingbird.bench;

import io.jenkins.plugins.hummingbird.operation.MovePool;

/** The pool of moves as it is in Jenkins: see OperationPool. */
public final class Pool {
    private static final int THREADS = 10;
    private static final int THREADS_PER_HOST = 3;

    private Pool() {}

    public static MovePool open() {
        return new MovePool("Hummingbird", THREADS, THREADS_PER_HOST);
    }
}
