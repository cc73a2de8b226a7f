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

/** Says what happens to a stack as it happens, until it is as it is to be, or cannot become so. */
public final class FollowStack implements PhaseHandler<ClusterPhase, ClusterState, ClusterContext> {
    private static final Duration DELAY = Duration.ofSeconds(5);

    /** CloudFormation says twice that it makes a resource. */
    private static final String SAID_BEFORE = "Resource creation Initiated";

    private static final int LOG_LINES = 20;

    @Override
    public PhaseResult<ClusterPhase> move(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        AwsClients aws = context.aws(state.request().aws);
        List<StackEvent> events = new StackEvents(aws).since(state.stackArn(), state.lastEventId());
        // what a resource was on the way to the state that it has by now is not worth a line
        Map<String, StackEvent> last = new LinkedHashMap<>();
        for (StackEvent event : events) {
            state.setLastEventId(event.id());
            if (!event.reason().equals(SAID_BEFORE)) {
                last.remove(event.resource());
                last.put(event.resource(), event);
            }
        }
        last.values().forEach(event -> context.log(event.asLine()));
        Optional<ClusterStack> stack = new ClusterStacks(aws).find(state.stackArn());
        if (stack.isEmpty() || stack.get().status() == ClusterStatus.DELETE_COMPLETE) {
            return gone(state, context, stack.map(ClusterStack::bucket).orElse(""));
        }
        return stack.get().isChanging() && !isDeletedMeanwhile(state, stack.get())
                ? PhaseResult.stay(DELAY)
                : settled(state, context, stack.get());
    }

    private static boolean isDeletedMeanwhile(ClusterState state, ClusterStack stack) {
        return state.action() != ClusterAction.DELETE && stack.status() == ClusterStatus.DELETE_IN_PROGRESS;
    }

    private static PhaseResult<ClusterPhase> gone(ClusterState state, ClusterContext context, String bucket)
            throws IOException, OperationException {
        String name = state.request().name;
        if (state.action() == ClusterAction.DELETE) {
            context.log("the cluster " + name + " is gone");
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

    private static PhaseResult<ClusterPhase> settled(ClusterState state, ClusterContext context, ClusterStack stack)
            throws IOException, OperationException {
        switch (state.action()) {
            case DELETE -> throw deletionFailed(stack, failures(state, context, "DELETE"));
            case UPDATE -> {
                if (stack.status() == ClusterStatus.UPDATE_COMPLETE) {
                    return PhaseResult.done();
                }
                throw new OperationException(
                        "The cluster " + stack.name() + " could not be updated, and its stack is in "
                                + stack.stackStatus() + ": " + words(failures(state, context, "UPDATE")) + '.');
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
        return new OperationException("The cluster " + stack.name() + " could not be deleted: " + words(failures)
                + ". Remove what stands in the way, and delete it again (action: 'delete')"
                + (names.isEmpty() ? "" : "; or leave that in AWS, and delete the rest (retain: '" + names + "')")
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
        return new OperationException("The cluster " + stack.name() + " could not be made. " + failure.code() + ": "
                + failure.reason()
                + (failure.resource().isEmpty()
                        ? ""
                        : " First failed " + failure.resource() + ": " + failure.said() + '.')
                + FailedLaunches.why(aws, stack.name())
                + (rolledBack
                        ? " What it had made is removed; rollbackOnFailure: false keeps it for a look."
                        : " It is kept for a look, and costs until it is deleted (action: 'delete')."));
    }

    private static List<StackFailures.Failure> failures(ClusterState state, ClusterContext context, String change)
            throws IOException, OperationException {
        StackEvents events = new StackEvents(context.aws(state.request().aws));
        return new StackFailures(events).of(state.stackArn(), events.since(state.stackArn(), ""), change);
    }

    private static String words(List<StackFailures.Failure> failures) {
        return failures.isEmpty()
                ? "CloudFormation does not say why"
                : failures.stream().map(StackFailures.Failure::words).collect(Collectors.joining("; "));
    }
}
