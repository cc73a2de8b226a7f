package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.yaml.YamlText;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** The storage in a cluster's stack, which may be deleted with it. */
public final class ManagedStorage {
    private static final Map<String, String> TYPES = Map.of(
            "AWS::EC2::Volume", "EBS volume",
            "AWS::EFS::FileSystem", "EFS file system",
            "AWS::FSx::FileSystem", "FSx file system");

    /**
     * The file system that ParallelCluster creates for itself where HeadNode/SharedStorageType is Efs (mounted at
     * /opt/parallelcluster/init_shared): {@code EFS} and the digest of its name, internal_pcluster_shared
     * (_add_internal_efs_shared_storage in its cluster_stack.py). It holds no data of users.
     */
    private static final String INTERNAL = "EFS2395b171bc347024";

    private final AwsClients aws;

    public ManagedStorage(AwsClients aws) {
        this.aws = aws;
    }

    /**
     * @return the storage that a deletion of the cluster deletes with its data, such as {@code FSx file system
     *     fs-0123456789abcdef0}; empty if all storage is retained or there is none
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

    /** @return null for an unreadable template, for which all storage counts as deleted */
    private static MappingNode resources(String template) {
        try {
            return YamlText.mapping(YamlText.root("template", template), "Resources");
        } catch (OperationException e) {
            return null;
        }
    }

    /** CloudFormation's default policy is Delete. */
    private static boolean isDeleted(MappingNode resources, String name) {
        MappingNode resource = resources == null ? null : YamlText.mapping(resources, name);
        String policy = resource == null ? "" : YamlText.text(resource, "DeletionPolicy");
        return policy.isEmpty() || policy.equals("Delete");
    }
}
