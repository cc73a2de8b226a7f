package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what happens to a stack as it happens, until it is as it is to be, or cannot become so. */
final class FollowStack implements ClusterPart {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** CloudFormation says twice that it makes a resource. */
    private static final String SAID_BEFORE = "Resource creation Initiated";

    private static final int LOG_LINES = 20;

    @Override
    public Next move(ClusterOperation operation, ClusterContext context) throws IOException, OperationException {
        AwsClients aws = context.aws(operation.request().aws);
        List<StackEvent> events = new StackEvents(aws).since(operation.stackArn, operation.lastEvent);
        // what a resource was on the way to the state that it has by now is not worth a line
        Map<String, StackEvent> last = new LinkedHashMap<>();
        for (StackEvent event : events) {
            operation.lastEvent = event.id();
            if (!event.reason().equals(SAID_BEFORE)) {
                last.remove(event.resource());
                last.put(event.resource(), event);
            }
        }
        last.values().forEach(event -> context.log(event.asLine()));
        Optional<ClusterStack> stack = new ClusterStacks(aws).find(operation.stackArn);
        if (stack.isEmpty() || stack.get().status() == ClusterStatus.DELETE_COMPLETE) {
            return gone(operation, context, stack.map(ClusterStack::bucket).orElse(""));
        }
        return stack.get().stackStatus().endsWith("_IN_PROGRESS") && !isDeletedMeanwhile(operation, stack.get())
                ? Next.in(PAUSE)
                : settled(operation, context, stack.get());
    }

    private static boolean isDeletedMeanwhile(ClusterOperation operation, ClusterStack stack) {
        return operation.action() != ClusterAction.DELETE && stack.status() == ClusterStatus.DELETE_IN_PROGRESS;
    }

    private static Next gone(ClusterOperation operation, ClusterContext context, String bucket)
            throws IOException, OperationException {
        String name = operation.request().name;
        if (operation.action() == ClusterAction.DELETE) {
            context.log("the cluster " + name + " is gone");
            StackEvents events = new StackEvents(context.aws(operation.request().aws));
            String left = Leftovers.line(name, events.since(operation.stackArn, ""), bucket);
            if (!left.isEmpty()) {
                context.log(left);
            }
            return operation.end(AnswerQuestion.gone(operation, context));
        }
        throw deletedMeanwhile(name);
    }

    private static OperationException deletedMeanwhile(String name) {
        return new OperationException(
                "Somebody else has deleted the cluster " + name + " while this build waited for it.");
    }

    private static Next settled(ClusterOperation operation, ClusterContext context, ClusterStack stack)
            throws IOException, OperationException {
        switch (operation.action()) {
            case DELETE -> throw deletionFailed(stack, failures(operation, context, "DELETE"));
            case UPDATE -> {
                if (stack.status() == ClusterStatus.UPDATE_COMPLETE) {
                    return operation.goOnUpdated();
                }
                throw new OperationException(
                        "The cluster " + stack.name() + " could not be updated, and its stack is in "
                                + stack.stackStatus() + ": " + words(failures(operation, context, "UPDATE")) + '.');
            }
            default -> {
                switch (stack.status()) {
                    case CREATE_FAILED -> throw creationFailed(operation, context, stack);
                    case DELETE_IN_PROGRESS, DELETE_FAILED -> throw deletedMeanwhile(stack.name());
                    default -> {
                        return operation.goOn(ClusterPhase.ANSWER);
                    }
                }
            }
        }
    }

    private static OperationException deletionFailed(ClusterStack stack, List<StackFailures.Failure> failures) {
        String names = failures.stream()
                .map(StackFailures.Failure::resource)
                .distinct()
                .collect(Collectors.joining(", "));
        return new OperationException("The cluster " + stack.name() + " could not be deleted: " + words(failures)
                + ". Remove what stands in the way, and delete it again (action: 'delete')"
                + (names.isEmpty() ? "" : "; or leave that in AWS, and delete the rest (retain: '" + names + "')")
                + ": "
                + stack.arn());
    }

    private static OperationException creationFailed(
            ClusterOperation operation, ClusterContext context, ClusterStack stack)
            throws IOException, OperationException {
        AwsClients aws = context.aws(operation.request().aws);
        StackEvents events = new StackEvents(aws);
        CreationFailure failure = CreationFailure.read(events, stack.arn());
        HeadNodeLog.Tail tail = new HeadNodeLog(aws).last(stack, events.since(stack.arn(), ""), LOG_LINES);
        if (!tail.lines().isEmpty()) {
            context.log("the end of " + tail.stream() + " in the log group " + tail.group() + ":");
            tail.lines().forEach(line -> context.log("  " + line.stripTrailing()));
        }
        boolean rolledBack = stack.stackStatus().startsWith("ROLLBACK");
        return new OperationException("The cluster " + stack.name() + " could not be made. " + failure.code() + ": "
                + failure.reason()
                + (failure.resource().isEmpty()
                        ? ""
                        : " First failed " + failure.resource() + ": " + failure.said() + '.')
                + NodesNotStarted.why(aws, stack.name())
                + (rolledBack
                        ? " What it had made is removed; rollbackOnFailure: false keeps it for a look."
                        : " It is kept for a look, and costs until it is deleted (action: 'delete')."));
    }

    private static List<StackFailures.Failure> failures(
            ClusterOperation operation, ClusterContext context, String change) throws IOException, OperationException {
        StackEvents events = new StackEvents(context.aws(operation.request().aws));
        return new StackFailures(events).of(operation.stackArn, events.since(operation.stackArn, ""), change);
    }

    private static String words(List<StackFailures.Failure> failures) {
        return failures.isEmpty()
                ? "CloudFormation does not say why"
                : failures.stream().map(StackFailures.Failure::words).collect(Collectors.joining("; "));
    }
}
