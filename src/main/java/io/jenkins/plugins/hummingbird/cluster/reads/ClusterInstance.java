package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.time.Instant;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * A node of a cluster.
 *
 * @param nodeType {@code HeadNode}, {@code ComputeNode} or {@code LoginNode}, as in ParallelCluster's API
 * @param queue empty unless it is a compute node
 * @param pool empty unless it is a login node
 * @param imageId of the image that it was launched from
 * @param state of the instance: pending, running, stopping, stopped
 * @param publicIp empty when it has none
 * @param privateIp empty before it has one
 */
public record ClusterInstance(
        String id,
        String nodeType,
        String queue,
        String pool,
        String instanceType,
        String state,
        String publicIp,
        String privateIp,
        String imageId,
        Instant launched) {
    static final String HEAD_NODE = "HeadNode";
    public static final String COMPUTE_NODE = "ComputeNode";

    static ClusterInstance of(Instance instance) {
        String type = tag(instance, ClusterTags.NODE_TYPE);
        return new ClusterInstance(
                instance.instanceId(),
                type.equals(HEAD_NODE) || type.equals("LoginNode") ? type : COMPUTE_NODE,
                tag(instance, ClusterTags.QUEUE_NAME),
                tag(instance, ClusterTags.POOL_NAME),
                instance.instanceTypeAsString(),
                instance.state().nameAsString(),
                text(instance.publicIpAddress()),
                text(instance.privateIpAddress()),
                text(instance.imageId()),
                instance.launchTime());
    }

    public boolean isHeadNode() {
        return nodeType.equals(HEAD_NODE);
    }

    private static String tag(Instance instance, String key) {
        return instance.tags().stream()
                .filter(tag -> tag.key().equals(key))
                .map(tag -> text(tag.value()))
                .findFirst()
                .orElse("");
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
