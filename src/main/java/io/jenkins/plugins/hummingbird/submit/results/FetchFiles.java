package io.jenkins.plugins.hummingbird.submit.results;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.remote.RemoteFiles;
import io.jenkins.plugins.hummingbird.submit.headnode.ActiveEntry;
import io.jenkins.plugins.hummingbird.submit.headnode.NulSplitter;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies the files that become artifacts into the operation's folder, a few in each move. After that the submission needs
 * nothing on the shared file system any more.
 */
public final class FetchFiles implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    private static final int FILES_PER_MOVE = 20;

    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        List<ArtifactFile> all = ArtifactChoice.read(context.folder());
        int end = Math.min(all.size(), submission.filesFetched + FILES_PER_MOVE);
        List<String> refused = new ArrayList<>();
        if (submission.filesFetched < end) {
            Path files = context.folder().resolve("files");
            if (!Files.isDirectory(files)) {
                Files.createDirectory(files);
            }
            List<ArtifactFile> batch = all.subList(submission.filesFetched, end);
            Shell headNode = context.headNode(submission);
            fetch(submission.outputFolder() + "/.hummingbird/results", batch, headNode, context.folder(), refused);
        }
        submission.filesFetched = end;
        refused.forEach(file -> context.log("archive: left out: " + file));
        if (end < all.size()) {
            return PhaseResult.again();
        }
        ActiveEntry.remove(submission, context.headNode(submission));
        return PhaseResult.done();
    }

    private static void fetch(
            String results, List<ArtifactFile> batch, Shell headNode, Path folder, List<String> refused)
            throws IOException, OperationException {
        List<String> real = realPaths(results, batch, headNode);
        RemoteFiles files = new RemoteFiles(headNode);
        for (int i = 0; i < batch.size(); i++) {
            ArtifactFile file = batch.get(i);
            Path copy = file.copy(folder);
            Files.deleteIfExists(copy);
            if (!real.get(i + 1).equals(real.get(0) + "/" + file.remote())) {
                refused.add(file.artifact() + ", which is a link by now");
                continue;
            }
            try {
                files.download(real.get(i + 1), copy, Limits.ARTIFACT);
            } catch (OperationException e) {
                // removed or replaced since it was listed; the other files are worth having
                Files.deleteIfExists(copy);
                refused.add(file.artifact() + ": " + e.getMessage());
            }
        }
    }

    /** Where the folder of results and the files really are, in this order, after all symbolic links. */
    private static List<String> realPaths(String results, List<ArtifactFile> batch, Shell headNode)
            throws IOException, OperationException {
        List<String> words = new ArrayList<>(List.of("-zm", "--", results));
        batch.forEach(file -> words.add(results + "/" + file.remote()));
        List<String> real = new ArrayList<>();
        NulSplitter paths = new NulSplitter(real::add);
        Command realpath = Command.of("realpath", words.toArray(new String[0]));
        headNode.output(realpath.output(paths, words.size() * (long) Limits.ENTRY));
        paths.rethrow();
        if (real.size() != batch.size() + 1) {
            throw new IOException(
                    headNode + ": realpath named " + real.size() + " of " + (batch.size() + 1) + " files");
        }
        return real;
    }
}
