package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.OwnerTags;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterDeletion;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStack;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStacks;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStatus;
import io.jenkins.plugins.hummingbird.cluster.reads.ManagedStorage;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterPhase;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Starts the deletion of clusters that earlier builds of the same job and controller have created and that have expired
 * ({@code expiresAfterHours}). A cluster whose storage would be deleted is kept.
 */
public final class DeleteExpiredClusters implements PhaseHandler<ClusterPhase, ClusterState, ClusterContext> {
    @Override
    public PhaseResult<ClusterPhase> move(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        try {
            delete(state, context);
        } catch (OperationException e) {
            context.log("WARNING: expired clusters of earlier builds may still exist: " + e.getMessage());
        }
        return PhaseResult.done();
    }

    private static void delete(ClusterState state, ClusterContext context) throws IOException, OperationException {
        AwsClients aws = context.aws(state.request().aws);
        for (ClusterStack stack : new ClusterStacks(aws).list()) {
            if (!isExpired(stack, context) || stack.status() == ClusterStatus.DELETE_IN_PROGRESS) {
                continue;
            }
            List<String> storage = new ManagedStorage(aws).deletedWith(stack);
            if (!storage.isEmpty()) {
                context.log("WARNING: the cluster " + stack.name() + " expired at "
                        + stack.tags().get(OwnerTags.EXPIRES) + " and is kept, because its deletion would delete "
                        + String.join(", ", storage) + ". It costs until somebody deletes it (action: 'delete')");
                continue;
            }
            new ClusterDeletion(aws).start(stack, List.of(), state.id() + '-' + stack.name());
            context.log("deleting the cluster " + stack.name() + ", which "
                    + stack.tags().get(ClusterTags.OPERATION) + " of this job created and which expired at "
                    + stack.tags().get(OwnerTags.EXPIRES));
        }
    }

    private static boolean isExpired(ClusterStack stack, ClusterContext context) {
        Map<String, String> tags = stack.tags();
        return OwnerTags.value(context.controller()).equals(tags.get(OwnerTags.CONTROLLER))
                && OwnerTags.value(context.job()).equals(tags.get(OwnerTags.JOB))
                && tags.containsKey(ClusterTags.OPERATION)
                && OwnerTags.expired(tags.getOrDefault(OwnerTags.EXPIRES, ""), context.now());
    }
}
