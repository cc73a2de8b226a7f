package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ParallelCluster;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what there is, of a cluster, of all clusters, or of official images, and ends the operation with it. */
final class AnswerQuestion implements ClusterPart {
    @Override
    public Next move(ClusterOperation operation, ClusterContext context) throws IOException, OperationException {
        ClusterRequest request = operation.request();
        return operation.end(
                switch (ClusterAction.parse(request.action)) {
                    case LIST -> clusters(context.aws(request.aws), context);
                    case IMAGES -> images(request, context);
                    default -> cluster(operation, context);
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

    private static Map<String, Object> cluster(ClusterOperation operation, ClusterContext context)
            throws IOException, OperationException {
        ClusterDescription cluster = ClusterDescription.read(
                context.aws(operation.request().aws),
                Clock.fixed(context.now(), ZoneOffset.UTC),
                operation.stackArn == null ? operation.request().name : operation.stackArn);
        context.log(cluster.asLine());
        if (cluster.fleet().isProtected()) {
            context.log("WARNING: "
                    + NodesNotStarted.protectedMeans(context.aws(operation.request().aws), cluster.stack()));
        }
        if (cluster.failure() != null) {
            context.log(cluster.failure().code() + ": " + cluster.failure().reason());
        }
        Map<String, Object> map = cluster.asMap();
        map.put("reused", operation.reused);
        map.put("validationMessages", new ArrayList<>(operation.validationMessages));
        return map;
    }

    /** Of a cluster that is not there, with the keys of one that is. */
    static Map<String, Object> gone(ClusterOperation operation, ClusterContext context) throws OperationException {
        return nothing(operation, context, "DELETE_COMPLETE");
    }

    /** Of a cluster whose deletion has begun. */
    static Map<String, Object> deleting(ClusterOperation operation, ClusterContext context) throws OperationException {
        return nothing(operation, context, "DELETE_IN_PROGRESS");
    }

    private static Map<String, Object> nothing(ClusterOperation operation, ClusterContext context, String status)
            throws OperationException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", operation.request().name);
        map.put("region", context.aws(operation.request().aws).region());
        map.put("version", "");
        map.put("status", status);
        map.put("stackArn", operation.stackArn == null ? "" : operation.stackArn);
        map.put("fleet", FleetState.UNKNOWN.status());
        map.put("headNode", new LinkedHashMap<>());
        map.put("instances", new ArrayList<>());
        map.put("validationMessages", new ArrayList<>());
        return map;
    }

    private static Map<String, Object> result(String key, List<Object> list) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(key, list);
        return result;
    }
}
