package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.List;

/**
 * Why a cluster could not be created. The head node reports a text to CloudFormation's wait condition, from which
 * ParallelCluster's CLI derives a code and a reason (get_cluster_creation_failure in its cluster_resources.py).
 *
 * @param code ParallelCluster's failureCode, such as {@code HeadNodeBootstrapFailure}
 * @param reason ParallelCluster's failureReason
 * @param resource the name of the resource that failed first, also in a nested stack; empty if unknown
 * @param said CloudFormation's reason of that failure; empty if unknown
 */
public record CreationFailure(String code, String reason, String resource, String said) {
    private static final String WAIT_CONDITION = "AWS::CloudFormation::WaitCondition";

    /** A text of the head node, the code for it, and the CLI's reason where it is not that text. */
    private record Known(String words, String code, String reason) {
        Known(String words, String code) {
            this(words, code, words + '.');
        }
    }

    /** The first match counts. */
    private static final List<Known> KNOWN = List.of(
            new Known(
                    "This AMI was created with",
                    "AmiVersionMismatch",
                    "ParallelCluster version of the custom AMI is different than the cookbook. Please make them"
                            + " consistent."),
            new Known(
                    "This AMI was not baked by ParallelCluster",
                    "InvalidAmi",
                    "The custom AMI is invalid. It needs to be created using build-image command by providing your AMI"
                            + " as parent image."),
            new Known("Failed to execute OnNodeConfigured script", "OnNodeConfiguredExecutionFailure"),
            new Known("Failed to download OnNodeConfigured script", "OnNodeConfiguredDownloadFailure"),
            new Known("Failed to run OnNodeConfigured script", "OnNodeConfiguredFailure"),
            new Known("Failed to execute OnNodeStart script", "OnNodeStartExecutionFailure"),
            new Known("Failed to download OnNodeStart script", "OnNodeStartDownloadFailure"),
            new Known("Failed to run OnNodeStart script", "OnNodeStartFailure"),
            new Known("Failed to mount EBS volume", "EbsMountFailure"),
            new Known("Failed to mount EFS", "EfsMountFailure"),
            new Known("Failed to mount FSX", "FsxMountFailure"),
            new Known("Failed to mount RAID array", "RaidMountFailure"),
            new Known("Failed to run chef recipe", "HeadNodeBootstrapFailure", "Failed to set up the head node."),
            new Known("Failed to bootstrap the head node", "HeadNodeBootstrapFailure"),
            new Known(
                    "Resource creation cancelled",
                    "ResourceCreationFailure",
                    "Failed to create resources for head node bootstrap."),
            new Known("WaitCondition timed out", "HeadNodeBootstrapFailure", "Cluster creation timed out."),
            new Known(
                    "Cluster has been set to PROTECTED mode due to failures detected in static node provisioning",
                    "StaticNodeBootstrapFailure"));

    private static final Known OTHER = new Known("", "ClusterCreationFailure", "Failed to create the cluster.");

    /** @param arn of the stack of a cluster whose creation failed */
    public static CreationFailure read(StackEvents reader, String arn) throws IOException, OperationException {
        List<StackEvent> events = reader.since(arn, "");
        List<StackFailures.Failure> failures = new StackFailures(reader).of(arn, events, "CREATE");
        return of(events, failures.isEmpty() ? null : failures.get(0).cause());
    }

    /**
     * @param events of the creation, the oldest first
     * @param first the first failure that is not the consequence of another; null if unknown
     */
    static CreationFailure of(List<StackEvent> events, StackEvent first) {
        String words = events.stream()
                .filter(event ->
                        event.type().equals(WAIT_CONDITION) && event.status().equals("CREATE_FAILED"))
                // the CLI reads the newest first
                .reduce((older, newer) -> newer)
                .map(StackEvent::reason)
                .orElse("");
        Known known = words.isEmpty()
                ? OTHER
                : KNOWN.stream()
                        .filter(one -> words.contains(one.words()))
                        .findFirst()
                        .orElse(OTHER);
        return new CreationFailure(
                known.code(),
                known.reason(),
                first == null ? "" : first.resource(),
                first == null ? "" : first.reason());
    }
}
