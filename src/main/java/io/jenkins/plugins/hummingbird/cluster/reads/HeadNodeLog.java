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
 * The logs that a head node sends to CloudWatch, which are there also when the node is gone. A stream is called {@code
 * HOST.INSTANCE.LOG}.
 */
public final class HeadNodeLog {
    /** What sets a head node up writes these; what says most about a failure comes first. */
    private static final List<String> LOGS = List.of("chef-client", "cfn-init", "cloud-init-output");

    private final AwsClients aws;

    public HeadNodeLog(AwsClients aws) {
        this.aws = aws;
    }

    /**
     * @param stream its name, which says the log, too; empty when there is none
     * @param lines the last ones, in their order
     */
    public record Tail(String group, String stream, List<String> lines) {}

    /**
     * @param cluster whose group of logs is read
     * @param events of its stack, which name the head node also when it is gone
     * @param lines how many at most, 10000 at most
     * @return of the log that says most; without lines when there is no group, no head node, or nothing of it yet
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
            // Where the creation failed before the group was made.
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
