package io.jenkins.plugins.hummingbird.cluster.reads;

import java.time.Instant;

/**
 * A change of one resource of a cluster's stack.
 *
 * @param id unique
 * @param resource its name in the template, such as {@code HeadNode}
 * @param physicalId such as an instance's id; empty before it exists
 * @param type such as {@code AWS::EC2::Instance}
 * @param status such as {@code CREATE_FAILED}
 * @param reason empty when CloudFormation gives none
 */
public record StackEvent(
        String id, Instant time, String resource, String physicalId, String type, String status, String reason) {

    static StackEvent of(software.amazon.awssdk.services.cloudformation.model.StackEvent event) {
        return new StackEvent(
                event.eventId(),
                event.timestamp(),
                text(event.logicalResourceId()),
                text(event.physicalResourceId()),
                text(event.resourceType()),
                text(event.resourceStatusAsString()),
                text(event.resourceStatusReason()));
    }

    public boolean isFailure() {
        return status.endsWith("_FAILED");
    }

    /** @return a line for the build log, with the reason of a failure */
    public String asLine() {
        return resource + " (" + type + "): " + status + (isFailure() && !reason.isEmpty() ? ": " + reason : "");
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
