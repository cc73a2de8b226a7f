package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.Optional;

/** Finds, starts and stops the EC2 instance of a head node, for which the ParallelCluster CLI has no command. */
public final class HeadNodeInstance {
    private final AwsClients aws;

    public HeadNodeInstance(AwsClients aws) {
        this.aws = aws;
    }

    /** @return empty if it was terminated */
    Optional<ClusterInstance> find(ClusterStack cluster) throws IOException, OperationException {
        return new ClusterInstances(aws)
                .list(cluster.name()).stream()
                        .filter(ClusterInstance::isHeadNode)
                        .findFirst();
    }

    /** @return empty unless it is stopped or stopping */
    public Optional<ClusterInstance> findStopped(ClusterStack cluster) throws IOException, OperationException {
        return find(cluster).filter(headNode -> headNode.state().startsWith("stop"));
    }

    /** @throws OperationException when it was terminated */
    public ClusterInstance get(ClusterStack cluster) throws IOException, OperationException {
        return find(cluster)
                .orElseThrow(() -> new OperationException("The cluster " + cluster.name()
                        + " no longer has a head node: somebody terminated its instance. Delete the cluster (action:"
                        + " 'delete'), and create it again."));
    }

    /** Changes nothing if it is stopped or stopping. */
    public void stop(ClusterInstance headNode) throws IOException, OperationException {
        aws.ec2("stopping the head node " + headNode.id(), ec2 -> ec2.stopInstances(r -> r.instanceIds(headNode.id())));
    }

    /** Changes nothing if it is running. */
    public void start(ClusterInstance headNode) throws IOException, OperationException {
        aws.ec2(
                "starting the head node " + headNode.id(),
                ec2 -> ec2.startInstances(r -> r.instanceIds(headNode.id())));
    }
}
