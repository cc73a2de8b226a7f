package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The deletion of a cluster: of its stack, within which ParallelCluster's own clean-up runs. */
public final class ClusterDeletion {
    private final AwsClients aws;

    public ClusterDeletion(AwsClients aws) {
        this.aws = aws;
    }

    /**
     * @param force whether a cluster that Hummingbird did not make may be deleted
     * @throws OperationException when it may not be
     */
    public static void check(ClusterStack cluster, boolean force) throws OperationException {
        if (cluster.configurationDigest().isEmpty() && !force) {
            throw new OperationException("The cluster " + cluster.name() + " was not made by Hummingbird: its stack "
                    + cluster.arn() + " lacks the tag " + ClusterTags.CONFIGURATION
                    + ". It is not deleted. If it is the right one, say so with force: true.");
        }
    }

    /** @return what people should know before, a line each; empty when nothing is lost */
    public List<String> warnings(ClusterStack cluster) throws IOException, OperationException {
        List<String> warnings = new ArrayList<>();
        for (String one : new ManagedStorage(aws).deletedWith(cluster)) {
            warnings.add(
                    one + " belongs to the cluster " + cluster.name() + " and is deleted with it, and with all that"
                            + " is stored on it: its DeletionPolicy is Delete. To keep it, update the cluster with"
                            + " DeletionPolicy: Retain in SharedStorage before.");
        }
        return warnings;
    }

    /**
     * Begins the deletion; {@link StackEvents} say how it goes on. Harmless when it has begun, or the cluster is gone.
     *
     * @param cluster this one: another that gets the name later is not touched
     * @param retained names of resources that are left in AWS; CloudFormation takes them only of a stack in DELETE_FAILED,
     *     and only those that it could not delete
     * @param token 1 to 128 letters, digits and hyphens: the same begins nothing twice
     */
    public void begin(ClusterStack cluster, List<String> retained, String token)
            throws IOException, OperationException {
        aws.cloudFormation(
                "deleting the cluster " + cluster.name(),
                cloudFormation -> cloudFormation.deleteStack(r -> r.stackName(cluster.arn())
                        // an empty list would be sent, as an empty name
                        .retainResources(retained.isEmpty() ? null : retained)
                        .clientRequestToken(token)));
    }
}
