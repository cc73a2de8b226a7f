package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The resources that failed in a stack. ParallelCluster puts the resources of queues and login nodes into nested stacks. The
 * cluster's own stack has only one event for the failure of such a stack; the events of that stack tell which resource
 * failed, also after its deletion.
 */
public final class StackFailures {
    private static final String STACK = "AWS::CloudFormation::Stack";

    /** ParallelCluster nests stacks one level deep; CloudFormation allows five. */
    private static final int DEEPEST = 5;

    private final StackEvents reader;

    public StackFailures(StackEvents reader) {
        this.reader = reader;
    }

    /**
     * A resource of a cluster's stack that failed.
     *
     * @param resource its name in the cluster's own stack, which {@code retain} takes
     * @param cause the original failure: of the same resource, or of one in the nested stack that it is
     */
    public record Failure(String resource, StackEvent cause) {
        /** @return name, type, id and AWS's reason, for a message */
        public String text() {
            String id = cause.physicalId().isEmpty() || cause.type().equals(STACK) ? "" : ' ' + cause.physicalId();
            return cause.resource() + " (" + cause.type() + id + ")"
                    + (resource.equals(cause.resource()) ? "" : " in " + resource) + ": "
                    + (cause.reason().isEmpty() ? "CloudFormation gives no reason" : cause.reason());
        }
    }

    /**
     * @param arn of a stack
     * @param events of it, the oldest first
     * @param change {@code CREATE}, {@code UPDATE} or {@code DELETE}; of several such changes only the last counts
     * @return each original failure, in the order of the events
     */
    public List<Failure> of(String arn, List<StackEvent> events, String change) throws IOException, OperationException {
        List<Failure> failures = new ArrayList<>();
        for (StackEvent event : failed(arn, events, change)) {
            failures.add(new Failure(event.resource(), cause(event, change, 1)));
        }
        return failures;
    }

    /** The first failure that is not of a nested stack; that of the nested stack where its events are unknown. */
    private StackEvent cause(StackEvent event, String change, int depth) throws IOException, OperationException {
        if (!event.type().equals(STACK) || !event.physicalId().startsWith("arn:") || depth > DEEPEST) {
            return event;
        }
        String nested = event.physicalId();
        List<StackEvent> failed = failed(nested, reader.since(nested, ""), change);
        return failed.isEmpty() ? event : cause(failed.get(0), change, depth + 1);
    }

    /** The failures of the last change, without the stack itself and without resources that were cancelled because of others. */
    private static List<StackEvent> failed(String arn, List<StackEvent> events, String change) {
        List<StackEvent> failed = new ArrayList<>();
        for (StackEvent event : events) {
            boolean itself = event.type().equals(STACK) && event.physicalId().equals(arn);
            if (itself && event.status().equals(change + "_IN_PROGRESS")) {
                failed.clear();
            }
            boolean cancelled = event.reason().startsWith("Resource creation cancelled")
                    || event.reason().startsWith("Resource update cancelled");
            // CloudFormation may try to delete a resource more than once
            boolean known = failed.stream().anyMatch(one -> one.resource().equals(event.resource()));
            if (!itself && !cancelled && !known && fails(event.status(), change)) {
                failed.add(event);
            }
        }
        return failed;
    }

    /** An update creates resources, too, such as a new wait condition for the head node. */
    private static boolean fails(String status, String change) {
        return status.equals(change + "_FAILED") || change.equals("UPDATE") && status.equals("CREATE_FAILED");
    }
}
