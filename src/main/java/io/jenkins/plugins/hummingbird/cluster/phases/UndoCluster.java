package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterDeletion;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStack;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStacks;
import io.jenkins.plugins.hummingbird.cluster.reads.ComputeFleet;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterAction;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Undoes what can be undone: a command on the node is ended, a cluster that was being made is deleted, and a compute fleet
 * that was stopped for an update is started. An update or a deletion that has begun goes on in AWS, for half a change would
 * be worse.
 */
public final class UndoCluster {
    /** What a command began just before it was ended may be seen only after some time. */
    private static final Duration SEEN_AFTER = Duration.ofSeconds(20);

    private UndoCluster() {}

    /** Makes one move; true when nothing is left to be done. */
    public static boolean move(ClusterState state, ClusterContext context, boolean failed)
            throws IOException, OperationException {
        // also what an earlier process of Jenkins has left on the node
        context.nodeCommandRunner().kill();
        String name = state.request().name;
        if (state.action() != ClusterAction.CREATE) {
            return leave(state, context);
        }
        if (!state.cli().changeIntended()) {
            return true;
        }
        var aws = context.aws(state.request().aws);
        Optional<ClusterStack> stack = new ClusterStacks(aws).find(name);
        if (stack.isEmpty() || !stack.get().isCreatedBy(state.id())) {
            return state.stackArn() != null || isSeen(state, context);
        }
        String status = stack.get().stackStatus();
        if (status.startsWith("DELETE")) {
            return true;
        }
        if (failed && !state.request().rollbackOnFailure) {
            context.log(
                    "the cluster " + name + " is kept for a look, and costs until it is deleted (action: 'delete')");
            return true;
        }
        if (status.equals("ROLLBACK_IN_PROGRESS")) {
            context.log(
                    "what there is of the cluster " + name + " is being removed by CloudFormation; its stack stays");
            return true;
        }
        new ClusterDeletion(aws).begin(stack.get(), List.of(), state.id());
        context.log(
                "deletes the cluster " + name + ", which this build has begun to make; AWS finishes that by itself: "
                        + stack.get().arn());
        return true;
    }

    /**
     * Leaves an update or a deletion to AWS, and starts a fleet again that was stopped for an update, if that is over
     * before the time for undoing is.
     */
    private static boolean leave(ClusterState state, ClusterContext context) throws IOException, OperationException {
        boolean update = state.action() == ClusterAction.UPDATE;
        boolean goesOn = update ? updates(state, context) : state.stackArn() != null;
        if (goesOn && !state.undoLogged() && (update || state.action() == ClusterAction.DELETE)) {
            state.setUndoLogged();
            context.log("the " + (update ? "update" : "deletion") + " of the cluster " + state.request().name
                    + " goes on in AWS, if it has begun"
                    + (state.fleetStopped()
                            ? "; the compute fleet is started if that is over within two minutes"
                            : ""));
        }
        if (state.fleetStopped() && !goesOn) {
            AwsClients aws = context.aws(state.request().aws);
            ClusterStack stack = new ClusterStacks(aws).get(state.stackArn());
            new ComputeFleet(aws, Clock.fixed(context.now(), ZoneOffset.UTC)).start(stack);
            state.setFleetStarted();
            context.log(
                    "the compute fleet of " + stack.name() + ", which was stopped for the update, is asked to start");
        }
        return !state.fleetStopped();
    }

    /** Whether an update is under way, or may just have been begun. */
    private static boolean updates(ClusterState state, ClusterContext context) throws IOException, OperationException {
        if (!state.cli().changeIntended()) {
            return false;
        }
        ClusterStack stack = new ClusterStacks(context.aws(state.request().aws)).get(state.stackArn());
        return stack.isChanging() || !StackChange.isStarted(state, stack) && !isSeen(state, context);
    }

    private static boolean isSeen(ClusterState state, ClusterContext context) {
        return context.now().isAfter(state.undoStarted().plus(SEEN_AFTER));
    }

    /** What may be left: a sentence; empty for nothing. */
    public static String remains(ClusterState state) {
        if (state.fleetStopped()) {
            return "The compute fleet of " + state.request().name + " was stopped for the update and is not started"
                    + " again: start it (action: 'start') when the update is over.";
        }
        return state.action() == ClusterAction.CREATE && state.cli().changeIntended()
                ? "There may remain in AWS the cluster " + state.request().name
                        + ", which this build has begun to make. Look for it (action: 'list') and delete it (action:"
                        + " 'delete')."
                : "";
    }
}
