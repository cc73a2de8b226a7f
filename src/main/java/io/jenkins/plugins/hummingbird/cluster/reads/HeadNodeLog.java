package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * The logs that a head node sends to CloudWatch, where they remain after its termination. A stream is named {@code
 * HOST.INSTANCE.LOG}.
 */
public final class HeadNodeLog {
    /** The logs of a head node's configuration, the most useful one for a failure first. */
    private static final List<String> LOGS = List.of("chef-client", "cfn-init", "cloud-init-output");

    private final AwsClients aws;

    public HeadNodeLog(AwsClients aws) {
        this.aws = aws;
    }

    /**
     * @param stream its name, which includes that of the log; empty for none
     * @param lines the last ones, in their order
     */
    public record Tail(String group, String stream, List<String> lines) {}

    /**
     * @param cluster whose group of logs is read
     * @param events of its stack, which name the head node also after its termination
     * @param lines how many at most, 10000 at most
     * @return the end of the most useful log; without lines if there is no group, no head node or no log of it yet
     */
    public Tail last(ClusterStack cluster, List<StackEvent> events, int lines) throws IOException, OperationException {
        String group = cluster.logGroup();
        String instance = events.stream()
                .filter(event -> event.resource().startsWith(ClusterInstance.HEAD_NODE)
                        && event.type().equals("AWS::EC2::Instance")
                        && event.physicalId().startsWith("i-"))
                .map(StackEvent::physicalId)
                .findFirst()
                .orElse("");
        if (group.isEmpty() || instance.isEmpty()) {
            return new Tail(group, "", List.of());
        }
        return aws.cloudWatchLogs(
                "reading the log of the head node of " + cluster.name(), logs -> last(logs, group, instance, lines));
    }

    private static Tail last(CloudWatchLogsClient logs, String group, String instance, int lines) {
        try {
            List<String> streams = logs.describeLogStreamsPaginator(r -> r.logGroupName(group)).logStreams().stream()
                    .map(LogStream::logStreamName)
                    .toList();
            for (String log : LOGS) {
                String wanted = '.' + instance + '.' + log;
                for (String stream : streams) {
                    if (stream.endsWith(wanted)) {
                        return new Tail(group, stream, read(logs, group, stream, lines));
                    }
                }
            }
        } catch (ResourceNotFoundException e) {
            // the creation failed before the group was created
            return new Tail(group, "", List.of());
        }
        return new Tail(group, "", List.of());
    }

    private static List<String> read(CloudWatchLogsClient logs, String group, String stream, int lines) {
        return logs
                .getLogEvents(r -> r.logGroupName(group)
                        .logStreamName(stream)
                        .startFromHead(false)
                        .limit(lines))
                .events()
                .stream()
                .map(OutputLogEvent::message)
                .toList();
    }
}
