package io.jenkins.plugins.hummingbird.bench;

import io.jenkins.plugins.hummingbird.operation.TestPool;
import io.jenkins.plugins.hummingbird.operation.moves.MovePool;

/** The pool of moves as it is in Jenkins: see OperationPool. */
public final class Pool {
    private static final int MOVES_PER_HOST = 3;

    private Pool() {}

    public static MovePool open() {
        return TestPool.open("Hummingbird", MOVES_PER_HOST);
    }
}
