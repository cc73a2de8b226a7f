package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code pcluster describe-cluster}, {@code describe-cluster-instances} and {@code describe-compute-fleet} return
 * together, read without side effects (the CLI's describe-cluster creates a bucket).
 *
 * @param failure null unless its creation failed
 */
public record ClusterDescription(
        String region, ClusterStack stack, FleetState fleet, List<ClusterInstance> instances, CreationFailure failure) {

    /**
     * @param name of a cluster, or the ARN of its stack
     * @throws OperationException when there is no such cluster; the message names the existing ones
     */
    public static ClusterDescription read(AwsClients aws, String name) throws IOException, OperationException {
        ClusterStack stack = new ClusterStacks(aws).get(name);
        CreationFailure failure = stack.status() == ClusterStatus.CREATE_FAILED
                ? CreationFailure.read(new StackEvents(aws), stack.arn())
                : null;
        return new ClusterDescription(
                aws.region(),
                stack,
                new ComputeFleet(aws).read(stack),
                new ClusterInstances(aws).list(stack.name()),
                failure);
    }

    /** @return null if the cluster has none */
    public ClusterInstance headNode() {
        return instances.stream()
                .filter(ClusterInstance::isHeadNode)
                .findFirst()
                .orElse(null);
    }

    /** @return a line for the build log */
    public String asLine() {
        ClusterInstance head = headNode();
        long compute = instances.stream()
                .filter(one -> one.nodeType().equals(ClusterInstance.COMPUTE_NODE))
                .count();
        return stack.name() + ": " + stack.status() + ", ParallelCluster " + stack.version() + ", fleet "
                + fleet.status()
                + (head == null
                        ? ", no head node"
                        : ", head node " + head.id() + " (" + head.instanceType() + ", " + head.state() + ", private "
                                + head.privateIp() + (head.publicIp().isEmpty() ? "" : ", public " + head.publicIp())
                                + ')')
                + ", compute nodes: " + compute;
    }

    /** @return the result for a Pipeline: mutable, serializable strings, lists and maps, with all keys always present */
    public Map<String, Object> asMap() {
        Map<String, Object> map = summary(stack, region);
        map.put("fleet", fleet.status());
        map.put("fleetUpdated", fleet.updated() == null ? "" : fleet.updated().toString());
        map.put("created", stack.created().toString());
        map.put("updated", stack.updated().toString());
        map.put("tags", new LinkedHashMap<>(stack.tags()));
        ClusterInstance head = headNode();
        map.put("headNode", head == null ? new LinkedHashMap<>() : asMap(head));
        List<Object> nodes = new ArrayList<>();
        instances.forEach(instance -> nodes.add(asMap(instance)));
        map.put("instances", nodes);
        map.put("failureCode", failure == null ? "" : failure.code());
        map.put("failureReason", failure == null ? "" : failure.reason());
        return map;
    }

    /** @return the keys that a list has for each cluster; see {@link #asMap()} */
    public static Map<String, Object> summary(ClusterStack stack, String region) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", stack.name());
        map.put("region", region);
        map.put("version", stack.version());
        map.put("status", stack.status().name());
        map.put("stackStatus", stack.stackStatus());
        map.put("stackArn", stack.arn());
        map.put("scheduler", stack.scheduler());
        return map;
    }

    private static Map<String, Object> asMap(ClusterInstance instance) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("instanceId", instance.id());
        map.put("publicIp", instance.publicIp());
        map.put("privateIp", instance.privateIp());
        map.put("state", instance.state());
        map.put("instanceType", instance.instanceType());
        map.put("nodeType", instance.nodeType());
        map.put("queue", instance.queue());
        map.put("pool", instance.pool());
        map.put("launched", String.valueOf(instance.launched()));
        return map;
    }
}
