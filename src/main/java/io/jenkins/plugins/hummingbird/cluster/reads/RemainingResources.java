package io.jenkins.plugins.hummingbird.cluster.reads;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The resources that remain in AWS after the deletion of a cluster, by the events of its stack. */
public final class RemainingResources {
    private static final Map<String, String> TYPES = Map.of(
            "AWS::EFS::FileSystem", "EFS file system",
            "AWS::FSx::FileSystem", "FSx file system",
            "AWS::EC2::Volume", "EBS volume",
            "AWS::EFS::MountTarget", "mount target",
            "AWS::EC2::SecurityGroup", "security group",
            "AWS::Logs::LogGroup", "log group",
            "AWS::CloudFormation::Stack", "stack");

    /** Rules of a security group, which are deleted with their group. */
    private static final String RULE = "AWS::EC2::SecurityGroup(Ingress|Egress)";

    private RemainingResources() {}

    /**
     * @param name of the cluster
     * @param events of its stack, the oldest first
     * @param bucket of ParallelCluster's files, which all clusters of a region share; empty if unknown
     * @return a line for the build log; empty if nothing remains
     */
    public static String line(String name, List<StackEvent> events, String bucket) {
        Map<String, StackEvent> last = new LinkedHashMap<>();
        events.forEach(event -> last.put(event.resource(), event));
        List<String> left = new ArrayList<>();
        for (StackEvent event : last.values()) {
            if (event.status().equals("DELETE_SKIPPED") && !event.type().matches(RULE)) {
                left.add(TYPES.getOrDefault(event.type(), event.type()) + ' ' + event.physicalId());
            }
        }
        left.sort(null);
        if (!bucket.isEmpty()) {
            left.add("the bucket " + bucket + ", which all clusters of the region share");
        }
        return left.isEmpty()
                ? ""
                : "resources of the cluster " + name + " that remain in AWS: " + String.join(", ", left);
    }
}
