package io.jenkins.plugins.hummingbird.submit.usage;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.submit.board.Execution;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks Slurm which types the nodes have that tasks ran on. Results do not wait for that: where it fails, there are none. */
public final class ReadNodes implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    private static final int MOST_FAILURES = 3;

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
        try {
            Slurm slurm = new Slurm(context.headNode(submission));
            NodeTypes.of(slurm.nodeFeatures(), nodes, submission.request().partition)
                    .write(context.folder());
        } catch (OperationException e) {
            sayThatNothingIsKnown(e, context);
        } catch (IOException e) {
            submission.failedLooksAtNodes++;
            if (submission.failedLooksAtNodes < MOST_FAILURES) {
                throw e;
            }
            sayThatNothingIsKnown(e, context);
        }
        return PhaseResult.done();
    }

    private static void sayThatNothingIsKnown(Exception e, SubmitContext context) {
        context.log("node-hours are not divided by instance type, for Slurm did not say what its nodes are: "
                + e.getMessage());
    }
}
