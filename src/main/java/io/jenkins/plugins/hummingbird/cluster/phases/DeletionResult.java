package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.cluster.reads.FleetState;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** The result of a deletion, with the keys that the result for an existing cluster has. */
final class DeletionResult {
    private DeletionResult() {}

    /** @return a mutable map for a cluster that does not exist, or not any more */
    static Map<String, Object> deleted(ClusterState state, ClusterContext context) throws OperationException {
        return of(state, context, "DELETE_COMPLETE");
    }

    /** @return a mutable map for a cluster whose deletion continues in AWS */
    static Map<String, Object> inProgress(ClusterState state, ClusterContext context) throws OperationException {
        return of(state, context, "DELETE_IN_PROGRESS");
    }

    private static Map<String, Object> of(ClusterState state, ClusterContext context, String status)
            throws OperationException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", state.request().name);
        map.put("region", context.aws(state.request().aws).region());
        map.put("version", "");
        map.put("status", status);
        map.put("stackArn", state.stackArn() == null ? "" : state.stackArn());
        map.put("fleet", FleetState.UNKNOWN.status());
        map.put("headNode", new LinkedHashMap<>());
        map.put("instances", new ArrayList<>());
        map.put("validationMessages", new ArrayList<>());
        return map;
    }
}
