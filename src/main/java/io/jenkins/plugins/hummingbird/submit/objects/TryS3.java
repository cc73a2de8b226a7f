package io.jenkins.plugins.hummingbird.submit.objects;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.slurm.Memory;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.submit.board.Round;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks S3 for one object from the head node, and writes one where results go, before anything is submitted: what keeps the
 * head node from it will keep the tasks from it, too.
 */
public final class TryS3 implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    private static final Duration LONGEST = Duration.ofSeconds(110);

    /** What does not answer so often is no disturbance that passes. */
    private static final int MOST_FAILURES = 4;

    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        Path folder = context.folder();
        Set<Integer> fetched = fetched(submission, folder);
        // where all groups are only copied, nothing needs to be read
        String read = submission.fetchesObjects() && !fetched.isEmpty() ? firstObject(folder) : "";
        String write = submission.request().s3.copiesResults() ? firstLine(folder.resolve(S3Files.URLS)) : "";
        Shell headNode = context.headNode(submission);
        checkDisks(submission, fetched, headNode, context);
        String answer = headNode.output(RemoteScripts.TRY_S3
                        .command(submission.remoteFolder(), read, write)
                        .named("the try of S3")
                        .timeout(LONGEST))
                .strip();
        S3Trial trial = S3Trial.parse(answer, read, write);
        if (trial.isTemporary() && ++submission.failedTriesOfS3 < MOST_FAILURES) {
            throw new IOException(trial.sentence(submission.host()));
        }
        if (trial.succeeded()) {
            context.log("the head node can " + String.join(" and ", trialParts(read, write)) + " S3, as tasks will");
        } else if (trial.isUnknown()) {
            context.log("WARNING: " + trial.sentence(submission.host()));
        } else {
            throw new OperationException("The submission cannot start: " + trial.sentence(submission.host()));
        }
        return PhaseResult.done();
    }

    private static List<String> trialParts(String read, String write) {
        List<String> parts = new ArrayList<>();
        if (!read.isEmpty()) {
            parts.add("read from");
        }
        if (!write.isEmpty()) {
            parts.add("write to");
        }
        return parts;
    }

    private static void checkDisks(
            SubmissionState submission, Set<Integer> fetched, Shell headNode, SubmitContext context)
            throws IOException, OperationException {
        if (submission.fetchesObjects()) {
            SubmitRequest request = submission.request();
            NodeDisks disks = new NodeDisks(context.folder(), fetched);
            String warning = disks.warning(
                    new Slurm(headNode).nodeSizes(request.partition),
                    submission.cpus(request.cpus, Memory.megabytes(request.memory)),
                    request.maxConcurrent);
            if (!disks.words().isEmpty()) {
                context.log(disks.words());
            }
            if (!warning.isEmpty()) {
                context.log("WARNING: " + warning);
            }
        }
    }

    /** The groups of the first round, without those whose results are only measured or copied. */
    private static Set<Integer> fetched(SubmissionState submission, Path folder) throws IOException {
        Round round = submission.groupTasks.round(folder);
        Set<Integer> groups = new TreeSet<>();
        for (int line = 1; line <= round.size(); line++) {
            groups.add(round.group(line));
        }
        groups.removeAll(SubmissionFiles.skipped(folder).keySet());
        return groups;
    }

    /** @return the URL of the first object that is there; empty for none */
    private static String firstObject(Path folder) throws IOException {
        try (BufferedReader objects = Files.newBufferedReader(folder.resolve(ObjectFiles.OBJECTS))) {
            for (String line = objects.readLine(); line != null; line = objects.readLine()) {
                String[] fields = line.split("\t");
                if (!fields[2].equals("-")) {
                    return fields[0];
                }
            }
            return "";
        }
    }

    private static String firstLine(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return lines.readLine();
        }
    }
}
