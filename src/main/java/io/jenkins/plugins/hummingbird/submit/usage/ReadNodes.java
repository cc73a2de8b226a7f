package io.jenkins.plugins.hummingbird.submit.usage;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.slurm.NodeFeatures;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.submit.board.Execution;
import io.jenkins.plugins.hummingbird.submit.headnode.OptionalQuery;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks Slurm which types the nodes have that tasks ran on. Results do not wait for that: where it fails, there are none. */
public final class ReadNodes implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        Set<String> nodes = Stream.of(
                        SubmittedTasks.groups(submission, context.folder(), context.now()),
                        SubmittedTasks.tables(submission, context.folder(), context.now()))
                .flatMap(tasks -> tasks.executions().stream())
                .map(Execution::node)
                .collect(Collectors.toSet());
        if (nodes.isEmpty()) {
            return PhaseResult.done();
        }
        Optional<List<NodeFeatures>> features = OptionalQuery.ask(
                Slurm::nodeFeatures,
                "node-hours are not divided by instance type, for Slurm did not say what its nodes are: ",
                submission,
                context,
                () -> ++submission.failedLooksAtNodes);
        if (features.isPresent()) {
            NodeTypes.of(features.get(), nodes, submission.request().partition).write(context.folder());
        }
        return PhaseResult.done();
    }
}
