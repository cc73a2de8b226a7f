package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterInstance;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterInstances;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The running compute nodes of a cluster, on which jobs may run. */
final class RunningNodes {
    private RunningNodes() {}

    /**
     * Warns in the build log of the nodes that a change ends: a line for each queue.
     *
     * @param verb what the change does to them, in the third person
     */
    static void warn(AwsClients aws, ClusterContext context, String cluster, String verb)
            throws IOException, OperationException {
        Map<String, Integer> queues = new TreeMap<>();
        for (ClusterInstance one : new ClusterInstances(aws).list(cluster)) {
            if (one.nodeType().equals(ClusterInstance.COMPUTE_NODE)
                    && one.state().matches("pending|running")) {
                queues.merge(one.queue(), 1, Integer::sum);
            }
        }
        queues.forEach((queue, nodes) -> context.log("WARNING: in the queue " + queue + " of " + cluster + ' ' + nodes
                + (nodes == 1 ? " compute node runs" : " compute nodes run") + "; this " + verb
                + " them, and jobs on them end"));
    }
}
