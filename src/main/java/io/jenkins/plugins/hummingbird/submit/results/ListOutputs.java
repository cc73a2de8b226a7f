package io.jenkins.plugins.hummingbird.submit.results;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.operation.text.Wording;
import io.jenkins.plugins.hummingbird.submit.board.GroupFailure;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.headnode.Listing;
import io.jenkins.plugins.hummingbird.submit.headnode.ListingPhase;
import io.jenkins.plugins.hummingbird.submit.headnode.NulSplitter;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.PublishedAttempts;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lists the files that completed groups have published. A group whose results are not what it has published any more is
 * completed no longer.
 */
public final class ListOutputs extends ListingPhase {
    /** Of the groups whose results somebody has removed or changed; all are in the listings. */
    private static final int MOST_SAID = 50;

    @Override
    protected Listing listing(SubmissionState submission, SubmitContext context) throws IOException {
        return new Listing(
                "outputs",
                "the listing of the output",
                RemoteScripts.LIST_OUTPUTS,
                List.of(submission.outputFolder()),
                () -> lines(PublishedAttempts.of(submission, context.folder()).values()));
    }

    @Override
    protected PhaseResult<SubmitPhase> take(Path file, SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        Plan plan = submission.plan(context.folder());
        Map<Integer, String> published = PublishedAttempts.of(submission, context.folder());
        ListedAttempts attempts = ListedAttempts.read(file, published.values());
        judgeAgain(submission, plan, published, attempts, context);
        warnOfMissingCopies(submission, published, attempts, context);
        String leftOut = writeOutputs(submission, plan, attempts, file, context.folder());
        if (!leftOut.isEmpty()) {
            context.log(leftOut);
        }
        submission.filesFetched = 0;
        return PhaseResult.done();
    }

    private static byte[] lines(Collection<String> attempts) {
        return attempts.stream()
                .map(attempt -> attempt + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Takes back the verdict of the groups whose results are gone, or are others than those that were published. */
    private static void judgeAgain(
            SubmissionState submission,
            Plan plan,
            Map<Integer, String> published,
            ListedAttempts attempts,
            SubmitContext context) {
        GroupState[] states = submission.groupTasks.states.all();
        int said = 0;
        for (int group = 1; group <= states.length; group++) {
            String attempt = published.getOrDefault(group, "");
            if (!states[group - 1].published() || attempts.isWhole(attempt)) {
                continue;
            }
            boolean gone = attempts.isGone(attempt);
            states[group - 1] = gone ? GroupState.LOST : GroupState.FAILED;
            String reason = gone
                    ? "its results, or the link to them, have been removed from " + submission.outputFolder()
                            + " since they were published"
                    : "its results have been changed since: " + attempts.difference(attempt);
            submission.groupTasks.failures.add(new GroupFailure(group, reason));
            if (++said <= MOST_SAID) {
                context.log(states[group - 1].word() + ": " + plan.name(group) + ": " + reason);
            }
        }
        submission.groupTasks.states.set(states);
    }

    /** What another submission has published meanwhile is at the URL, and not what this one made, see publish.sh. */
    private static void warnOfMissingCopies(
            SubmissionState submission,
            Map<Integer, String> published,
            ListedAttempts attempts,
            SubmitContext context) {
        long missing = !submission.request().s3.copiesResults()
                ? 0
                : published.values().stream()
                        .filter(attempt -> attempts.isWhole(attempt)
                                && attempts.url(attempt).isEmpty())
                        .count();
        if (missing > 0) {
            context.log(
                    "WARNING: the results of " + Wording.count(missing, "group")
                            + " are not in S3: another submission has published the same groups since, and its results are there");
        }
    }

    /** @return what does not become an artifact, for the log; may be empty */
    private static String writeOutputs(
            SubmissionState submission, Plan plan, ListedAttempts attempts, Path listing, Path folder)
            throws IOException, OperationException {
        Map<String, String> names = new HashMap<>();
        for (int group = 1; group <= submission.groupTasks.states.size(); group++) {
            names.put(plan.group(group).folder(), plan.name(group));
        }
        try (CsvWriter csv = CsvWriter.builder().build(folder.resolve(SubmissionFiles.OUTPUTS));
                ArtifactChoice artifacts =
                        new ArtifactChoice(submission.request().archivePatterns(), folder)) {
            OutputsTable table = new OutputsTable(names, attempts::url, attempts::isWhole, csv, artifacts);
            NulSplitter.split(listing, table);
            submission.outputFiles = table.files();
            submission.outputBytes = table.bytes();
            return artifacts.leftOut();
        }
    }
}
