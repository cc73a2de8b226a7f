package io.jenkins.plugins.hummingbird.submit.forecast;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.slurm.Memory;
import io.jenkins.plugins.hummingbird.slurm.NodeFeatures;
import io.jenkins.plugins.hummingbird.slurm.PartitionNode;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.submit.board.Execution;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.headnode.OptionalQuery;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.NodePrices;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import io.jenkins.plugins.hummingbird.submit.usage.NodeTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/**
 * Says what all groups will take, when those of the sample have run and their results are listed. Results do not wait for that: where
 * Slurm does not say which nodes there are, the forecast has no hours; where it does not say what they are, no price.
 */
public final class MakeForecast implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        SubmitRequest request = submission.request();
        Path folder = context.folder();
        Forecast forecast = read(submission, folder, context.now());
        long megabytes = Memory.megabytes(request.memory);
        long cpus = submission.cpus(request.cpus, megabytes);
        Partition partition = partition(submission, context);
        int most = request.maxConcurrent == 0 ? forecast.groups() : Math.min(forecast.groups(), request.maxConcurrent);
        submission.forecast = forecast.make(
                TaskSlots.of(partition.nodes(), cpus, megabytes, most),
                request.groupsPerTask,
                cpus,
                partition.prices(),
                request.nodePrices().currency());
        submission.forecast.skipsDone = request.skipDone;
        submission.forecast.skipped = submission.groupTasks.states.count(GroupState.SKIPPED);
        return PhaseResult.done();
    }

    /** What Slurm says of the nodes that tasks run on, and what an hour of each costs by its name. */
    private record Partition(List<PartitionNode> nodes, Function<String, OptionalDouble> prices) {}

    private static Partition partition(SubmissionState submission, SubmitContext context) throws IOException {
        SubmitRequest request = submission.request();
        IntSupplier failures = () -> ++submission.failedLooksAtPartition;
        List<PartitionNode> nodes = OptionalQuery.ask(
                        slurm -> slurm.partitionNodes(request.partition),
                        "the forecast has no hours, for Slurm did not say which nodes there are: ",
                        submission,
                        context,
                        failures)
                .orElse(List.of());
        NodePrices prices = request.nodePrices();
        if (nodes.isEmpty() || prices.isEmpty()) {
            return new Partition(nodes, node -> OptionalDouble.empty());
        }
        Optional<List<NodeFeatures>> features = OptionalQuery.ask(
                Slurm::nodeFeatures,
                "the forecast has no price, for Slurm did not say what its nodes are: ",
                submission,
                context,
                failures);
        if (features.isEmpty()) {
            return new Partition(nodes, node -> OptionalDouble.empty());
        }
        Set<String> names = nodes.stream().map(PartitionNode::name).collect(Collectors.toSet());
        NodeTypes types = NodeTypes.of(features.get(), names, request.partition);
        return new Partition(nodes, node -> prices.perHour(types.of(node)));
    }

    private static Forecast read(SubmissionState submission, Path folder, Instant now) throws IOException {
        // what a node's clock says is believed as far as the submission took that long
        long longest = submission.secondsUntil(now);
        Plan plan = submission.plan(folder);
        SampleSizes sizes = SampleSizes.read(folder);
        Map<Integer, GroupRecord> records = SubmissionFiles.records(folder);
        Map<String, Long> bytes = OutputSizes.read(folder);
        Forecast forecast = new Forecast(sizes.all());
        for (int group = 1; group <= plan.groups().size(); group++) {
            GroupState state = submission.groupTasks.states.get(group);
            int number = sizes.sample().get(group - 1);
            GroupRecord record = records.get(group);
            // the record of a group that is skipped says how long it was measured again, or copied
            if (state == GroupState.COMPLETED && record != null && record.completed()) {
                Execution execution = Execution.of(record, now.getEpochSecond()).noLongerThan(longest);
                forecast.ran(number, execution.seconds(), record.peakKiB());
            }
            if (state.published()) {
                forecast.published(number, bytes.getOrDefault(plan.group(group).folder(), 0L));
            }
        }
        return forecast;
    }
}
