package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterDeletion;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStack;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStacks;
import io.jenkins.plugins.hummingbird.cluster.reads.ComputeFleet;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterAction;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterPhase;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Undoes a failed or stopped operation: kills the command on the node, deletes a cluster that was being created, and starts a
 * compute fleet that was stopped for an update. An update or a deletion that has started continues in AWS, since a half-made
 * change would be worse.
 */
public final class UndoCluster {
    /** A change that the command started just before it was killed may be visible only after some time. */
    private static final Duration VISIBLE_AFTER = Duration.ofSeconds(20);

    private UndoCluster() {}

    /**
     * Makes one move.
     *
     * @param failed whether the operation has failed, and was not stopped
     * @return whether undoing is complete
     */
    public static boolean move(ClusterState state, ClusterContext context, boolean failed)
            throws IOException, OperationException {
        if (state.phase() == ClusterPhase.READ_INPUTS) {
            // nothing has begun, and its action may be a word that is none
            return true;
        }
        // also a command that an earlier process of Jenkins has started on the node
        context.nodeCommandRunner().kill();
        String name = state.request().name;
        if (state.action() != ClusterAction.CREATE) {
            return leaveToAws(state, context);
        }
        if (!state.cli().changeIntended()) {
            return true;
        }
        var aws = context.aws(state.request().aws);
        Optional<ClusterStack> stack = new ClusterStacks(aws).find(name);
        if (stack.isEmpty() || !stack.get().isCreatedBy(state.id())) {
            return state.stackArn() != null || isVisible(state, context);
        }
        String status = stack.get().stackStatus();
        if (status.startsWith("DELETE")) {
            return true;
        }
        if (failed && !state.request().rollbackOnFailure) {
            context.log("the cluster " + name
                    + " is kept for inspection, and costs until it is deleted (action: 'delete')");
            return true;
        }
        if (status.equals("ROLLBACK_IN_PROGRESS")) {
            context.log("CloudFormation is rolling back the creation of the cluster " + name + "; its stack remains");
            return true;
        }
        new ClusterDeletion(aws).start(stack.get(), List.of(), state.id());
        context.log("deleting the cluster " + name + ", whose creation this build started; AWS completes the deletion: "
                + stack.get().arn());
        return true;
    }

    /**
     * Lets an update or a deletion continue in AWS, and starts a fleet that was stopped for an update as soon as the update
     * has ended.
     */
    private static boolean leaveToAws(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        boolean update = state.action() == ClusterAction.UPDATE;
        boolean continues = update ? isUpdating(state, context) : state.stackArn() != null;
        if (continues && !state.undoLogged() && (update || state.action() == ClusterAction.DELETE)) {
            state.setUndoLogged();
            context.log("the " + (update ? "update" : "deletion") + " of the cluster " + state.request().name
                    + " continues in AWS if it has started"
                    + (state.fleetStopped() ? "; the compute fleet is started if that ends within two minutes" : ""));
        }
        if (state.fleetStopped() && !continues) {
            AwsClients aws = context.aws(state.request().aws);
            ClusterStack stack = new ClusterStacks(aws).get(state.stackArn());
            new ComputeFleet(aws).start(stack, context.now());
            state.setFleetStarted();
            context.log(
                    "the compute fleet of " + stack.name() + ", which was stopped for the update, is asked to start");
        }
        return !state.fleetStopped();
    }

    /** Whether an update is in progress, or may just have been started. */
    private static boolean isUpdating(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        if (!state.cli().changeIntended()) {
            return false;
        }
        ClusterStack stack = new ClusterStacks(context.aws(state.request().aws)).get(state.stackArn());
        return stack.isChanging() || !StackChange.isStarted(state, stack) && !isVisible(state, context);
    }

    private static boolean isVisible(ClusterState state, ClusterContext context) {
        return context.now().isAfter(state.undoStarted().plus(VISIBLE_AFTER));
    }

    /** @return what may remain after undoing has timed out, in a sentence; empty for nothing */
    public static String remains(ClusterState state) {
        if (state.fleetStopped()) {
            return "The compute fleet of " + state.request().name + " was stopped for the update and is not started"
                    + " again: start it (action: 'start') when the update is over.";
        }
        // where nothing was intended, the action may be a word that is none
        return state.cli().changeIntended() && state.action() == ClusterAction.CREATE
                ? "The cluster " + state.request().name + ", whose creation this build started, may remain in AWS."
                        + " Look for it (action: 'list') and delete it (action: 'delete')."
                : "";
    }
}
