package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsFailure;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** The clusters of an account in a region: what {@code pcluster list-clusters} returns, by the same call of CloudFormation. */
public final class ClusterStacks {
    private final AwsClients aws;

    public ClusterStacks(AwsClients aws) {
        this.aws = aws;
    }

    /** @return all clusters that are not deleted, in CloudFormation's order: the newest first */
    public List<ClusterStack> list() throws IOException, OperationException {
        return aws.cloudFormation(
                "looking for clusters",
                cloudFormation -> cloudFormation.describeStacksPaginator(r -> {}).stacks().stream()
                        .filter(ClusterStacks::isCluster)
                        .map(ClusterStack::of)
                        .toList());
    }

    /**
     * @param name of a cluster, or the ARN of its stack, by which a deleted cluster is found for 90 days
     * @return empty when there is no such cluster
     * @throws OperationException also when a stack of that name is not a cluster
     */
    public Optional<ClusterStack> find(String name) throws IOException, OperationException {
        List<Stack> stacks =
                aws.cloudFormation("looking for the cluster " + name, cloudFormation -> describe(cloudFormation, name));
        if (stacks.isEmpty()) {
            return Optional.empty();
        }
        if (!isCluster(stacks.get(0))) {
            throw new OperationException("The CloudFormation stack " + name + " in " + aws.region()
                    + " is not a cluster of ParallelCluster: it lacks the tag " + ClusterTags.VERSION
                    + ", or is nested in another stack. Use another name.");
        }
        return Optional.of(ClusterStack.of(stacks.get(0)));
    }

    /**
     * @param name of a cluster, or the ARN of its stack
     * @throws OperationException when there is no such cluster; the message names the existing ones
     */
    public ClusterStack get(String name) throws IOException, OperationException {
        Optional<ClusterStack> found = find(name);
        if (found.isPresent()) {
            return found.get();
        }
        String others = list().stream().map(ClusterStack::name).sorted().collect(Collectors.joining(", "));
        throw new OperationException("There is no cluster '" + name + "' in " + aws.region() + ". "
                + (others.isEmpty() ? "This account has none there." : "Existing clusters: " + others + '.')
                + " Check the name, the region, and that the credentials belong to the account that has the cluster.");
    }

    private static List<Stack> describe(CloudFormationClient cloudFormation, String name) {
        try {
            return cloudFormation.describeStacks(r -> r.stackName(name)).stacks();
        } catch (SdkException e) {
            if (isNotThere(e)) {
                return List.of();
            }
            throw e;
        }
    }

    /** CloudFormation has no error code of its own for a missing stack. */
    static boolean isNotThere(SdkException e) {
        return AwsFailure.code(e).equals("ValidationError")
                && String.valueOf(e.getMessage()).contains("does not exist");
    }

    private static boolean isCluster(Stack stack) {
        return stack.parentId() == null
                && stack.tags().stream().anyMatch(tag -> tag.key().equals(ClusterTags.VERSION))
                && stack.tags().stream().noneMatch(tag -> tag.key().equals(ClusterTags.IMAGE_ID));
    }
}
