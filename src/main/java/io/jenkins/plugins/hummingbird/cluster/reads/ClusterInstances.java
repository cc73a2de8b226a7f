package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Filter;

/** The nodes of a cluster: what {@code pcluster describe-cluster-instances} returns, by the same call of EC2. */
public final class ClusterInstances {
    private static final Filter THERE =
            Ec2Queries.filter("instance-state-name", "pending", "running", "stopping", "stopped");

    private final AwsClients aws;

    public ClusterInstances(AwsClients aws) {
        this.aws = aws;
    }

    /**
     * @param cluster its name
     * @return the nodes that are not terminated; none if there is no such cluster
     */
    public List<ClusterInstance> list(String cluster) throws IOException, OperationException {
        Filter named = Ec2Queries.filter("tag:" + ClusterTags.CLUSTER_NAME, cluster);
        return aws.ec2(
                "looking for the nodes of the cluster " + cluster,
                ec2 -> Ec2Queries.instances(ec2, r -> r.filters(named, THERE)).stream()
                        .map(ClusterInstance::of)
                        .toList());
    }

    /**
     * @param id of an instance
     * @return empty if it is terminated or unknown
     */
    public Optional<ClusterInstance> find(String id) throws IOException, OperationException {
        // by a filter, for an id alone is an error once EC2 has forgotten the instance
        Filter named = Ec2Queries.filter("instance-id", id);
        return aws.ec2(
                "looking for the instance " + id,
                ec2 -> Ec2Queries.instances(ec2, r -> r.filters(named, THERE)).stream()
                        .map(ClusterInstance::of)
                        .findFirst());
    }
}
