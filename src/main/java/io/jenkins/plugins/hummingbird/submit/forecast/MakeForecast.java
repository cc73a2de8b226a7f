package io.jenkins.plugins.hummingbird.submit.forecast;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.slurm.Memory;
import io.jenkins.plugins.hummingbird.slurm.PartitionNode;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import io.jenkins.plugins.hummingbird.submit.usage.NodeTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says what all groups will take, when those of the sample have run and their results are listed. Results do not wait for that: where
 * Slurm does not say which nodes there are, the forecast has no hours.
 */
public final class MakeForecast implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    private static final int MOST_FAILURES = 3;

    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        SubmitRequest request = submission.request();
        Path folder = context.folder();
        Forecast forecast = read(submission, folder);
        long megabytes = Memory.megabytes(request.memory);
        long cpus = submission.cpus(request.cpus, megabytes);
        Partition partition = partition(submission, context);
        int most = request.maxConcurrent == 0 ? forecast.groups() : Math.min(forecast.groups(), request.maxConcurrent);
        submission.forecast = forecast.make(
                TaskSlots.of(partition.nodes(), cpus, megabytes, most),
                request.groupsPerTask,
                cpus,
                node -> request.nodePrices().perHour(partition.types().of(node)),
                request.nodePrices().currency());
        return PhaseResult.done();
    }

    /** What Slurm says of the nodes that tasks run on; the types only where they have prices. */
    private record Partition(List<PartitionNode> nodes, NodeTypes types) {}

    private static Partition partition(SubmissionState submission, SubmitContext context) throws IOException {
        try {
            SubmitRequest request = submission.request();
            Slurm slurm = new Slurm(context.headNode(submission));
            List<PartitionNode> nodes = slurm.partitionNodes(request.partition);
            Set<String> names = nodes.stream().map(PartitionNode::name).collect(Collectors.toSet());
            return new Partition(
                    nodes,
                    NodeTypes.of(
                            request.nodePrices().isEmpty() ? List.of() : slurm.nodeFeatures(),
                            names,
                            request.partition));
        } catch (OperationException e) {
            return unknown(e, context);
        } catch (IOException e) {
            submission.failedLooksAtPartition++;
            if (submission.failedLooksAtPartition < MOST_FAILURES) {
                throw e;
            }
            return unknown(e, context);
        }
    }

    private static Partition unknown(Exception e, SubmitContext context) {
        context.log("the forecast has no hours, for Slurm did not say which nodes there are: " + e.getMessage());
        return new Partition(List.of(), NodeTypes.of(List.of(), Set.of(), ""));
    }

    private static Forecast read(SubmissionState submission, Path folder) throws IOException {
        Plan plan = submission.plan(folder);
        SampleSizes sizes = SampleSizes.read(folder);
        Map<Integer, GroupRecord> records = SubmissionFiles.records(folder);
        Map<String, Long> bytes = OutputSizes.read(folder);
        Forecast forecast = new Forecast(sizes.all());
        for (int group = 1; group <= plan.groups().size(); group++) {
            GroupState state = submission.groupTasks.states.get(group);
            long size = sizes.sample().get(group - 1);
            GroupRecord record = records.get(group);
            // the record of a group that is skipped says how long it was measured again, or copied
            if (state == GroupState.COMPLETED && record != null && record.completed()) {
                forecast.ran(size, record.seconds(), record.peakKiB());
            }
            if (state.published()) {
                forecast.published(size, bytes.getOrDefault(plan.group(group).folder(), 0L));
            }
        }
        return forecast;
    }
}
