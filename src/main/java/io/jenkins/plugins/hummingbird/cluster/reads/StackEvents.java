package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/** What happens to a cluster's stack, as it happens. */
public final class StackEvents {
    /** Of a stack that has seen years of updates; its last change has fewer. */
    private static final int MOST = 5000;

    private final AwsClients aws;

    public StackEvents(AwsClients aws) {
        this.aws = aws;
    }

    /**
     * @param stack the ARN of a stack, so that the events are not those of another that got the name later
     * @param lastSeen the id of the last event that was seen; empty for none
     * @return what came after it, the oldest first, and of a long past only its end; empty also when the stack is not
     *     known any more
     */
    public List<StackEvent> since(String stack, String lastSeen) throws IOException, OperationException {
        return read(stack, lastSeen, lastSeen.isEmpty() ? MOST : Integer.MAX_VALUE);
    }

    private List<StackEvent> read(String stack, String lastSeen, int most) throws IOException, OperationException {
        List<StackEvent> found = new ArrayList<>();
        aws.cloudFormation("reading the events of " + stack, cloudFormation -> {
            try {
                // The newest come first, and pages are asked for only until the point is found.
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
     * @return the id of its last event, so that only what comes after it is new; empty when there is none
     */
    public String newest(String stack) throws IOException, OperationException {
        List<StackEvent> last = read(stack, "", 1);
        return last.isEmpty() ? "" : last.get(0).id();
    }
}
