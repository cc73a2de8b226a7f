package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStack;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterAction;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;

/** Whether the CLI's creation or update has reached CloudFormation, as the stack shows it. */
final class StackChange {
    private StackChange() {}

    /**
     * @param state of an operation that has called the CLI
     * @return whether the stack is created by this operation, or is being updated or was updated since the call
     */
    static boolean isStarted(ClusterState state, ClusterStack stack) {
        if (state.action() == ClusterAction.CREATE) {
            return stack.isCreatedBy(state.id());
        }
        return !stack.status().isSettled()
                || stack.updated().isAfter(state.cli().started());
    }
}
