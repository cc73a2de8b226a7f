package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What failed in a stack. ParallelCluster keeps all that belongs to queues and to login nodes in nested stacks, of which the
 * cluster's own stack says no more than that they failed; their own events say what did, also when they are gone.
 */
public final class StackFailures {
    private static final String STACK = "AWS::CloudFormation::Stack";

    /** ParallelCluster nests stacks once; CloudFormation five times at most. */
    private static final int DEEPEST = 5;

    private final StackEvents reader;

    public StackFailures(StackEvents reader) {
        this.reader = reader;
    }

    /**
     * A resource of a cluster's stack that failed.
     *
     * @param resource its name in the cluster's own stack: the one by which CloudFormation keeps it
     * @param cause what failed by itself; the same resource, or one of the nested stack that it is
     */
    public record Failure(String resource, StackEvent cause) {
        /** @return name, id and what AWS says, for people */
        public String words() {
            String id = cause.physicalId().isEmpty() || cause.type().equals(STACK) ? "" : ' ' + cause.physicalId();
            return cause.resource() + " (" + cause.type() + id + ")"
                    + (resource.equals(cause.resource()) ? "" : " in " + resource) + ": "
                    + (cause.reason().isEmpty() ? "CloudFormation does not say why" : cause.reason());
        }
    }

    /**
     * @param arn of a stack
     * @param events of it, the oldest first
     * @param change {@code CREATE}, {@code UPDATE} or {@code DELETE}; of several the last one is looked at
     * @return each resource that failed by itself, in the order of the events; none when no event says so
     */
    public List<Failure> of(String arn, List<StackEvent> events, String change) throws IOException, OperationException {
        List<Failure> failures = new ArrayList<>();
        for (StackEvent event : failed(arn, events, change)) {
            failures.add(new Failure(event.resource(), cause(event, change, 1)));
        }
        return failures;
    }

    /** Down to the first that is no nested stack; the stack itself where its events are not known. */
    private StackEvent cause(StackEvent event, String change, int depth) throws IOException, OperationException {
        if (!event.type().equals(STACK) || !event.physicalId().startsWith("arn:") || depth > DEEPEST) {
            return event;
        }
        String nested = event.physicalId();
        List<StackEvent> failed = failed(nested, reader.since(nested, ""), change);
        return failed.isEmpty() ? event : cause(failed.get(0), change, depth + 1);
    }

    /** Those of the last change, without the stack itself and without what was only cancelled because of another. */
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

    /** What an update adds to a stack is created, as each template's new wait condition of the head node. */
    private static boolean fails(String status, String change) {
        return status.equals(change + "_FAILED") || change.equals("UPDATE") && status.equals("CREATE_FAILED");
    }
}
