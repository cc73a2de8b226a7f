package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * A cluster, as its CloudFormation stack shows it.
 *
 * @param arn of the stack; unique, while another stack may get the name later
 * @param stackStatus as CloudFormation writes it
 * @param created when the stack was created
 * @param updated when the stack was last updated; the same as created if it never was
 */
public record ClusterStack(
        String name,
        String arn,
        String stackStatus,
        Instant created,
        Instant updated,
        Map<String, String> tags,
        Map<String, String> parameters) {

    static ClusterStack of(Stack stack) {
        Map<String, String> tags = new LinkedHashMap<>();
        stack.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        Map<String, String> parameters = new LinkedHashMap<>();
        stack.parameters().forEach(one -> parameters.put(one.parameterKey(), String.valueOf(one.parameterValue())));
        return new ClusterStack(
                stack.stackName(),
                stack.stackId(),
                stack.stackStatusAsString(),
                stack.creationTime(),
                stack.lastUpdatedTime() == null ? stack.creationTime() : stack.lastUpdatedTime(),
                tags,
                parameters);
    }

    public ClusterStatus status() {
        return ClusterStatus.of(stackStatus);
    }

    /** @return whether CloudFormation is creating, changing, deleting or rolling back the stack */
    public boolean isChanging() {
        return stackStatus.endsWith("_IN_PROGRESS");
    }

    /** @return the release of ParallelCluster that created it, such as {@code 3.16.1} */
    public String version() {
        return tags.getOrDefault(ClusterTags.VERSION, "");
    }

    /** @return {@code slurm} or {@code awsbatch}; empty if unknown */
    public String scheduler() {
        return parameters.getOrDefault("Scheduler", "").strip();
    }

    /** @return the CloudWatch log group of its nodes; empty for none */
    public String logGroup() {
        String group = parameters.getOrDefault("ClusterCWLogGroup", "").strip();
        return group.equals("NONE") ? "" : group;
    }

    /** @return the S3 bucket of ParallelCluster's files, which clusters share; empty if unknown */
    public String bucket() {
        return parameters.getOrDefault("ResourcesS3Bucket", "").strip();
    }

    /** @return the digest of its configuration; empty for a cluster that Hummingbird did not create */
    public String configurationDigest() {
        return tags.getOrDefault(ClusterTags.CONFIGURATION, "");
    }

    /** @return the id of the operation that created it; empty for a cluster that Hummingbird did not create */
    public String operation() {
        return tags.getOrDefault(ClusterTags.OPERATION, "");
    }

    /** @param id of an operation, whose tag the stack has if it was created by it */
    public boolean isCreatedBy(String id) {
        return operation().equals(id);
    }

    /** @return whether the DynamoDB table with the state of the fleet exists and is maintained */
    boolean hasFleet() {
        return switch (stackStatus) {
            case "CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "UPDATE_IN_PROGRESS" -> true;
            default -> false;
        };
    }
}
