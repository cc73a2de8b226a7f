package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import io.jenkins.plugins.hummingbird.aws.LaunchFailure;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Nodes of a cluster that EC2 terminated at their launch because it could not create their disks. */
public final class FailedLaunches {
    private FailedLaunches() {}

    /**
     * @param cluster its name
     * @return sentences that explain the failure and what to do; empty if EC2 lists no such node, as from an hour after its
     *     termination on, or denies the call: this is only a hint
     */
    public static String why(AwsClients aws, String cluster) throws IOException {
        List<String> ids;
        try {
            ids = find(aws, cluster);
        } catch (OperationException e) {
            return "";
        }
        return ids.isEmpty()
                ? ""
                : " EC2 could not start the node " + ids.get(0)
                        + (ids.size() == 1 ? "" : " and " + (ids.size() - 1) + " more") + "."
                        + LaunchFailure.advice(LaunchFailure.CLIENT_ERROR);
    }

    /**
     * @param cluster whose compute fleet is PROTECTED
     * @return what it means and what to do
     */
    public static String protectedMeans(AwsClients aws, ClusterStack cluster) throws IOException {
        return FleetState.protectedMeans(cluster) + why(aws, cluster.name());
    }

    private static List<String> find(AwsClients aws, String cluster) throws IOException, OperationException {
        return aws.ec2("looking for the nodes of the cluster " + cluster + " that did not start", ec2 -> Ec2Queries
                .instances(
                        ec2,
                        r -> r.filters(
                                Ec2Queries.filter("tag:" + ClusterTags.CLUSTER_NAME, cluster),
                                Ec2Queries.filter("instance-state-name", "terminated")))
                .stream()
                .filter(one -> one.stateReason() != null
                        && LaunchFailure.CLIENT_ERROR.equals(one.stateReason().code()))
                .map(Instance::instanceId)
                .toList());
    }
}
