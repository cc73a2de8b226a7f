package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Deletes a cluster by deleting its stack, in which ParallelCluster's own clean-up runs. */
public final class ClusterDeletion {
    private final AwsClients aws;

    public ClusterDeletion(AwsClients aws) {
        this.aws = aws;
    }

    /**
     * @param force whether a cluster that Hummingbird did not create may be deleted
     * @throws OperationException when it may not be deleted
     */
    public static void check(ClusterStack cluster, boolean force) throws OperationException {
        if (cluster.configurationDigest().isEmpty() && !force) {
            throw new OperationException("The cluster " + cluster.name() + " was not created by Hummingbird: its stack "
                    + cluster.arn() + " lacks the tag " + ClusterTags.CONFIGURATION
                    + ", and so it is not deleted. Set force: true to delete it anyway.");
        }
    }

    /** @return warnings of data that is deleted with the cluster, a line each */
    public List<String> warnings(ClusterStack cluster) throws IOException, OperationException {
        List<String> warnings = new ArrayList<>();
        for (String one : new ManagedStorage(aws).deletedWith(cluster)) {
            warnings.add(one + " belongs to the cluster " + cluster.name() + " and is deleted with it and with all data"
                    + " on it: its DeletionPolicy is Delete. To keep it, first update the cluster with"
                    + " DeletionPolicy: Retain in SharedStorage.");
        }
        return warnings;
    }

    /**
     * Starts the deletion; {@link StackEvents} show its progress. Changes nothing if it was started before, or the cluster is
     * deleted.
     *
     * @param cluster by its ARN: a later cluster of the same name is not deleted
     * @param retained names of resources that remain in AWS; CloudFormation accepts them only for a stack in DELETE_FAILED,
     *     and only those that it could not delete
     * @param token client request token, 1 to 128 letters, digits and hyphens: the same token starts one deletion only
     */
    public void start(ClusterStack cluster, List<String> retained, String token)
            throws IOException, OperationException {
        aws.cloudFormation(
                "deleting the cluster " + cluster.name(),
                cloudFormation -> cloudFormation.deleteStack(r -> r.stackName(cluster.arn())
                        // the SDK sends an empty list as an empty name
                        .retainResources(retained.isEmpty() ? null : retained)
                        .clientRequestToken(token)));
    }
}
