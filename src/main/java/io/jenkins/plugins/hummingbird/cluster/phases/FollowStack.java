package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStack;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStacks;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStatus;
import io.jenkins.plugins.hummingbird.cluster.reads.CreationFailure;
import io.jenkins.plugins.hummingbird.cluster.reads.FailedLaunches;
import io.jenkins.plugins.hummingbird.cluster.reads.HeadNodeLog;
import io.jenkins.plugins.hummingbird.cluster.reads.RemainingResources;
import io.jenkins.plugins.hummingbird.cluster.reads.StackEvent;
import io.jenkins.plugins.hummingbird.cluster.reads.StackEvents;
import io.jenkins.plugins.hummingbird.cluster.reads.StackFailures;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterAction;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterPhase;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Logs the events of a stack until its creation, update or deletion is complete or has failed. */
public final class FollowStack implements PhaseHandler<ClusterPhase, ClusterState, ClusterContext> {
    private static final Duration DELAY = Duration.ofSeconds(5);

    /** The reason of the second of two events for the start of a creation. */
    private static final String REPEATED = "Resource creation Initiated";

    private static final int LOG_LINES = 20;

    @Override
    public PhaseResult<ClusterPhase> move(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        AwsClients aws = context.aws(state.request().aws);
        List<StackEvent> events = new StackEvents(aws).since(state.stackArn(), state.lastEventId());
        // of several new events of a resource only the last is logged
        Map<String, StackEvent> last = new LinkedHashMap<>();
        for (StackEvent event : events) {
            state.setLastEventId(event.id());
            if (!event.reason().equals(REPEATED)) {
                last.remove(event.resource());
                last.put(event.resource(), event);
            }
        }
        last.values().forEach(event -> context.log(event.asLine()));
        Optional<ClusterStack> stack = new ClusterStacks(aws).find(state.stackArn());
        if (stack.isEmpty() || stack.get().status() == ClusterStatus.DELETE_COMPLETE) {
            return deleted(state, context, stack.map(ClusterStack::bucket).orElse(""));
        }
        return stack.get().isChanging() && !isDeletedMeanwhile(state, stack.get())
                ? PhaseResult.stay(DELAY)
                : ended(state, context, stack.get());
    }

    private static boolean isDeletedMeanwhile(ClusterState state, ClusterStack stack) {
        return state.action() != ClusterAction.DELETE && stack.status() == ClusterStatus.DELETE_IN_PROGRESS;
    }

    private static PhaseResult<ClusterPhase> deleted(ClusterState state, ClusterContext context, String bucket)
            throws IOException, OperationException {
        String name = state.request().name;
        if (state.action() == ClusterAction.DELETE) {
            context.log("the cluster " + name + " is deleted");
            StackEvents events = new StackEvents(context.aws(state.request().aws));
            String left = RemainingResources.line(name, events.since(state.stackArn(), ""), bucket);
            if (!left.isEmpty()) {
                context.log(left);
            }
            return PhaseResult.end(DeletionResult.deleted(state, context));
        }
        throw deletedMeanwhile(name);
    }

    private static OperationException deletedMeanwhile(String name) {
        return new OperationException(
                "Somebody else has deleted the cluster " + name + " while this build waited for it.");
    }

    private static PhaseResult<ClusterPhase> ended(ClusterState state, ClusterContext context, ClusterStack stack)
            throws IOException, OperationException {
        switch (state.action()) {
            case DELETE -> throw deletionFailed(stack, failures(state, context, "DELETE"));
            case UPDATE -> {
                if (stack.status() == ClusterStatus.UPDATE_COMPLETE) {
                    return PhaseResult.done();
                }
                throw new OperationException(
                        "The cluster " + stack.name() + " could not be updated, and its stack status is "
                                + stack.stackStatus() + ": " + text(failures(state, context, "UPDATE")) + '.');
            }
            default -> {
                switch (stack.status()) {
                    case CREATE_FAILED -> throw creationFailed(state, context, stack);
                    case DELETE_IN_PROGRESS, DELETE_FAILED -> throw deletedMeanwhile(stack.name());
                    default -> {
                        return PhaseResult.done();
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
        return new OperationException("The cluster " + stack.name() + " could not be deleted: " + text(failures)
                + ". Remove what blocks the deletion, and delete it again (action: 'delete')"
                + (names.isEmpty() ? "" : "; or keep that in AWS and delete the rest (retain: '" + names + "')")
                + ": "
                + stack.arn());
    }

    private static OperationException creationFailed(ClusterState state, ClusterContext context, ClusterStack stack)
            throws IOException, OperationException {
        AwsClients aws = context.aws(state.request().aws);
        StackEvents events = new StackEvents(aws);
        CreationFailure failure = CreationFailure.read(events, stack.arn());
        HeadNodeLog.Tail tail = new HeadNodeLog(aws).last(stack, events.since(stack.arn(), ""), LOG_LINES);
        if (!tail.lines().isEmpty()) {
            context.log("the end of " + tail.stream() + " in the log group " + tail.group() + ":");
            tail.lines().forEach(line -> context.log("  " + line.stripTrailing()));
        }
        boolean rolledBack = stack.stackStatus().startsWith("ROLLBACK");
        return new OperationException("The cluster " + stack.name() + " could not be created. " + failure.code() + ": "
                + failure.reason()
                + (failure.resource().isEmpty()
                        ? ""
                        : " The first failure is of " + failure.resource() + ": " + failure.said() + '.')
                + FailedLaunches.why(aws, stack.name())
                + (rolledBack
                        ? " What it had created is removed; rollbackOnFailure: false keeps it for inspection."
                        : " It is kept for inspection, and costs until it is deleted (action: 'delete')."));
    }

    private static List<StackFailures.Failure> failures(ClusterState state, ClusterContext context, String change)
            throws IOException, OperationException {
        StackEvents events = new StackEvents(context.aws(state.request().aws));
        return new StackFailures(events).of(state.stackArn(), events.since(state.stackArn(), ""), change);
    }

    private static String text(List<StackFailures.Failure> failures) {
        return failures.isEmpty()
                ? "CloudFormation gives no reason"
                : failures.stream().map(StackFailures.Failure::text).collect(Collectors.joining("; "));
    }
}
