package io.jenkins.plugins.hummingbird.submit.headnode;

import io.jenkins.plugins.hummingbird.cellprofiler.CellProfilerCommand;
import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.slurm.Memory;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.slurm.SlurmConfig;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.remote.RemoteFiles;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Asks whether the submission can work on the head node, and fetches the inputs that lie there. */
public final class CheckHeadNode implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        SubmitRequest request = submission.request();
        CellProfilerCommand command = CellProfilerCommand.parse(request.cellprofiler);
        Shell headNode = context.headNode(submission);
        Slurm slurm = new Slurm(headNode);
        SlurmConfig config = slurm.config();
        checkPartition(slurm, request.partition);

        submission.folderMade = true;
        context.save();
        HeadNodeLook look = HeadNodeLook.at(headNode, submission, command, context.folder());
        TablesPython python = look.tablesPython();
        List<String> problems = new ArrayList<>(look.problems());
        if (python != null && !python.isFound()) {
            problems.add(python.missing(request));
        }
        if (!problems.isEmpty()) {
            throw new OperationException(
                    "The submission cannot start on " + submission.host() + ": " + String.join(" ", problems));
        }
        if (python != null) {
            context.log(python.description());
        }
        RemoteFiles files = new RemoteFiles(headNode);
        Path folder = context.folder();
        if (request.pipelineOnHeadNode()) {
            files.download(request.pipeline, folder.resolve(SubmissionFiles.PIPELINE), Limits.PIPELINE);
        }
        if (request.tableOnHeadNode()) {
            files.download(request.dataFile, folder.resolve(SubmissionFiles.TABLE), Limits.IMAGE_TABLE);
        }
        submission.maxArraySize = config.maxArraySize();
        submission.maxJobCount = config.maxJobCount();
        submission.suspendSeconds = config.suspendSeconds();
        submission.memoryPerCpu = config.schedulesMemory()
                ? 0
                : slurm.memoryPerCpu(request.partition).orElse(0);
        long cpus = submission.cpus(request.cpus, Memory.megabytes(request.memory));
        if (cpus > request.cpus) {
            context.log("Slurm does not schedule memory here: each task takes " + cpus + " CPUs, so that no more tasks"
                    + " share a node than its memory holds");
        }
        context.log("head node answers: Slurm " + config.version() + ", cluster " + config.clusterName());
        return PhaseResult.done();
    }

    private static void checkPartition(Slurm slurm, String partition) throws IOException, OperationException {
        if (partition.isEmpty()) {
            return;
        }
        List<String> partitions = slurm.partitions();
        List<String> missing = missing(partition, partitions);
        if (!missing.isEmpty()) {
            throw new OperationException(
                    "The cluster has no partition " + missing.get(0) + ". It has: " + String.join(", ", partitions));
        }
    }

    /**
     * @param partition names, separated by commas; empty for the cluster's default
     * @return those that are not among the partitions
     */
    static List<String> missing(String partition, List<String> partitions) {
        return partition.isEmpty()
                ? List.of()
                : Stream.of(partition.split(","))
                        .filter(one -> !partitions.contains(one))
                        .toList();
    }
}
