package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterDescription;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStack;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStacks;
import io.jenkins.plugins.hummingbird.cluster.reads.FailedLaunches;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterPhase;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.parallelcluster.ParallelCluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one cluster, all clusters of a region or the official images, and ends the operation with them as its result. */
public final class ReadResult implements PhaseHandler<ClusterPhase, ClusterState, ClusterContext> {
    @Override
    public PhaseResult<ClusterPhase> move(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        ClusterRequest request = state.request();
        return PhaseResult.end(
                switch (state.action()) {
                    case LIST -> clusters(context.aws(request.aws), context);
                    case IMAGES -> images(request, context);
                    default -> cluster(state, context);
                });
    }

    private static Map<String, Object> clusters(AwsClients aws, ClusterContext context)
            throws IOException, OperationException {
        List<Object> clusters = new ArrayList<>();
        for (ClusterStack stack : new ClusterStacks(aws).list()) {
            clusters.add(ClusterDescription.summary(stack, aws.region()));
            context.log(stack.name() + ": " + stack.status() + ", ParallelCluster " + stack.version());
        }
        return result("clusters", clusters);
    }

    private static Map<String, Object> images(ClusterRequest request, ClusterContext context)
            throws IOException, OperationException {
        List<Map<String, Object>> images =
                context.officialImages(request.aws, ParallelCluster.VERSION, request.os, request.architecture);
        images.forEach(image -> context.log(image.get("imageId") + ": " + image.get("name")));
        return result("images", new ArrayList<Object>(images));
    }

    private static Map<String, Object> result(String key, List<Object> list) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(key, list);
        return result;
    }

    private static Map<String, Object> cluster(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        AwsClients aws = context.aws(state.request().aws);
        ClusterDescription cluster = ClusterDescription.read(aws, state.stack());
        context.log(cluster.asLine());
        if (cluster.fleet().isProtected()) {
            context.log("WARNING: " + FailedLaunches.protectedMeans(aws, cluster.stack()));
        }
        if (cluster.failure() != null) {
            context.log(cluster.failure().code() + ": " + cluster.failure().reason());
        }
        Map<String, Object> map = cluster.asMap();
        map.put("reused", state.reused());
        map.put("validationMessages", state.validationMessages());
        return map;
    }
}
