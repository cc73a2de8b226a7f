package io.jenkins.plugins.hummingbird.cluster.reads;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** Which events of a stack are failures. */
public class StackFailuresTest {
    private static final String ARN = "arn:of:the:cluster";
    private static final String STACK = "AWS::CloudFormation::Stack";
    private static final String WAIT = "AWS::CloudFormation::WaitCondition";

    private static StackEvent event(String resource, String type, String status, String reason) {
        String id = type.equals(STACK) ? ARN : "";
        return new StackEvent(resource + status, Instant.EPOCH, resource, id, type, status, reason);
    }

    private static List<String> failures(String change, List<StackEvent> events) throws Exception {
        // none of these events is of a nested stack that would be read
        return new StackFailures(null)
                .of(ARN, events, change).stream()
                        .map(StackFailures.Failure::text)
                        .toList();
    }

    @Test
    public void countsAFailedCreationInAnUpdate() throws Exception {
        List<StackEvent> events = new ArrayList<>(List.of(
                event("plates", STACK, "CREATE_IN_PROGRESS", ""),
                event("Volume", "AWS::EC2::Volume", "CREATE_FAILED", "of the creation"),
                event("plates", STACK, "UPDATE_IN_PROGRESS", "")));
        assertThat(failures("UPDATE", events), is(empty()));
        events.add(event("Wait2", WAIT, "CREATE_FAILED", "Resource creation cancelled"));
        events.add(event("Wait3", WAIT, "CREATE_FAILED", "WaitCondition timed out"));
        events.add(event("HeadNode", "AWS::EC2::Instance", "UPDATE_FAILED", "The type is not offered"));
        assertThat(
                failures("UPDATE", events),
                contains(
                        "Wait3 (" + WAIT + "): WaitCondition timed out",
                        "HeadNode (AWS::EC2::Instance): The type is not offered"));
        assertThat(failures("DELETE", events), is(empty()));
    }
}
