package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads the events of a cluster's stack. */
public final class StackEvents {
    /** Enough for the last change of a stack that has had years of updates. */
    private static final int MOST = 5000;

    private final AwsClients aws;

    public StackEvents(AwsClients aws) {
        this.aws = aws;
    }

    /**
     * @param stack the ARN of a stack: another stack may get the name later
     * @param lastSeen the id of the last event that was read before; empty for none
     * @return the events after it, the oldest first; without lastSeen the last 5000; empty also for an unknown stack
     */
    public List<StackEvent> since(String stack, String lastSeen) throws IOException, OperationException {
        return read(stack, lastSeen, lastSeen.isEmpty() ? MOST : Integer.MAX_VALUE);
    }

    private List<StackEvent> read(String stack, String lastSeen, int most) throws IOException, OperationException {
        List<StackEvent> found = new ArrayList<>();
        aws.cloudFormation("reading the events of " + stack, cloudFormation -> {
            try {
                // the newest come first, and no page is read after the one with lastSeen
                for (var event : cloudFormation
                        .describeStackEventsPaginator(r -> r.stackName(stack))
                        .stackEvents()) {
                    if (event.eventId().equals(lastSeen)) {
                        break;
                    }
                    found.add(StackEvent.of(event));
                    if (found.size() == most) {
                        break;
                    }
                }
            } catch (SdkException e) {
                if (!ClusterStacks.isNotThere(e)) {
                    throw e;
                }
            }
            return null;
        });
        Collections.reverse(found);
        return found;
    }

    /**
     * @param stack the ARN of a stack
     * @return the id of its last event; empty for none
     */
    public String newest(String stack) throws IOException, OperationException {
        List<StackEvent> last = read(stack, "", 1);
        return last.isEmpty() ? "" : last.get(0).id();
    }
}
