package io.jenkins.plugins.hummingbird.submit.results;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.operation.text.ByteSize;
import io.jenkins.plugins.hummingbird.submit.headnode.Listing;
import io.jenkins.plugins.hummingbird.submit.headnode.ListingPhase;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.PublishedAttempts;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import io.jenkins.plugins.hummingbird.submit.tables.MergedTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes from the shared file system the results that were copied to S3, but for those that become artifacts and the records
 * by which a later submission skips their groups.
 */
public final class DropResults extends ListingPhase {
    /** Files, bytes, results that were left alone, and those of which files could not be removed. */
    private static final Pattern REMOVED = Pattern.compile("([0-9]{1,18}) ([0-9]{1,18}) ([0-9]{1,9}) ([0-9]{1,9})");

    @Override
    protected Listing listing(SubmissionState submission, SubmitContext context) throws IOException {
        List<String> attempts = attempts(submission, context.folder());
        if (attempts.isEmpty()) {
            return null;
        }
        List<String> arguments = new ArrayList<>(List.of(submission.outputFolder(), submission.id()));
        arguments.addAll(submission.request().archivePatterns());
        return new Listing(
                "dropped",
                "the removal of results that are in S3",
                RemoteScripts.DROP_RESULTS,
                arguments,
                () -> (String.join("\n", attempts) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> attempts(SubmissionState submission, Path folder) throws IOException {
        List<String> attempts =
                new ArrayList<>(PublishedAttempts.of(submission, folder).values());
        // the attempt that is published
        MergedTables.folders(submission, folder).forEach(tables -> attempts.add(tables + "/-"));
        return attempts;
    }

    @Override
    protected PhaseResult<SubmitPhase> take(Path file, SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        if (file == null) {
            return PhaseResult.done();
        }
        Matcher removed = REMOVED.matcher(Files.readString(file).strip());
        if (!removed.matches()) {
            throw new IOException("the removal of results that are in S3 printed no numbers");
        }
        if (!removed.group(1).equals("0")) {
            context.log("the results are in S3: removed " + removed.group(1) + " files ("
                    + ByteSize.words(Long.parseLong(removed.group(2))) + ") from " + submission.outputFolder());
        }
        if (!removed.group(3).equals("0")) {
            context.log(removed.group(3)
                    + " results stay there, too: another submission counts on them, or has published others");
        }
        if (!removed.group(4).equals("0")) {
            context.log("WARNING: of " + removed.group(4) + " results not all files could be removed from "
                    + submission.outputFolder() + "; they are in S3, and the next submission removes the rest");
        }
        return PhaseResult.done();
    }
}
