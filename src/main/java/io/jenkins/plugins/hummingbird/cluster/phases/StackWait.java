package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStack;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterPhase;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.time.Duration;

/** Waiting for a change of the stack that another build or a person has started. */
final class StackWait {
    private static final Duration DELAY = Duration.ofSeconds(10);

    private StackWait() {}

    /** Logs once that the operation waits, and stays in its phase. */
    static PhaseResult<ClusterPhase> stay(ClusterState state, ClusterContext context, ClusterStack stack) {
        if (!state.waitLogged()) {
            state.setWaitLogged();
            context.log("the stack of the cluster " + stack.name() + " is in " + stack.stackStatus()
                    + ": waiting until that change is complete");
        }
        return PhaseResult.stay(DELAY);
    }
}
