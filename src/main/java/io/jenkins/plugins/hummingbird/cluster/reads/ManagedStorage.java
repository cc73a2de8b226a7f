package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.yaml.YamlText;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** The storage that belongs to a cluster's stack, and so can end with it. */
public final class ManagedStorage {
    private static final Map<String, String> TYPES = Map.of(
            "AWS::EC2::Volume", "EBS volume",
            "AWS::EFS::FileSystem", "EFS file system",
            "AWS::FSx::FileSystem", "FSx file system");

    /**
     * The file system that ParallelCluster makes for itself where HeadNode/SharedStorageType is Efs (mounted at
     * /opt/parallelcluster/init_shared): {@code EFS} and the digest of its name, internal_pcluster_shared
     * (_add_internal_efs_shared_storage in its cluster_stack.py). Nothing of anybody is on it.
     */
    private static final String INTERNAL = "EFS2395b171bc347024";

    private final AwsClients aws;

    public ManagedStorage(AwsClients aws) {
        this.aws = aws;
    }

    /**
     * @return what a deletion of the cluster deletes with all that is stored on it, such as {@code FSx file system
     *     fs-0123456789abcdef0}; empty when all storage is kept, or there is none
     */
    public List<String> deletedWith(ClusterStack cluster) throws IOException, OperationException {
        String doing = "reading which storage belongs to the cluster " + cluster.name();
        List<StackResourceSummary> storage = aws.cloudFormation(
                doing,
                cloudFormation ->
                        cloudFormation
                                .listStackResourcesPaginator(r -> r.stackName(cluster.arn()))
                                .stackResourceSummaries()
                                .stream()
                                .filter(one -> TYPES.containsKey(one.resourceType())
                                        && !one.logicalResourceId().equals(INTERNAL)
                                        && !one.resourceStatusAsString().equals("DELETE_COMPLETE"))
                                .toList());
        if (storage.isEmpty()) {
            return List.of();
        }
        String template = aws.cloudFormation(doing, cloudFormation -> cloudFormation
                .getTemplate(r -> r.stackName(cluster.arn()))
                .templateBody());
        MappingNode resources = resources(template);
        return storage.stream()
                .filter(one -> isDeleted(resources, one.logicalResourceId()))
                .map(one -> TYPES.get(one.resourceType()) + ' ' + one.physicalResourceId())
                .sorted()
                .toList();
    }

    /** @return null for what cannot be read: then it is better to warn of too much */
    private static MappingNode resources(String template) {
        try {
            return YamlText.mapping(YamlText.root("template", template), "Resources");
        } catch (OperationException e) {
            return null;
        }
    }

    /** CloudFormation deletes where the template says nothing. */
    private static boolean isDeleted(MappingNode resources, String name) {
        MappingNode resource = resources == null ? null : YamlText.mapping(resources, name);
        String policy = resource == null ? "" : YamlText.text(resource, "DeletionPolicy");
        return policy.isEmpty() || policy.equals("Delete");
    }
}
