package io.jenkins.plugins.hummingbird.submit.tables;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.operation.text.Wording;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.GroupStates;
import io.jenkins.plugins.hummingbird.submit.headnode.ActiveEntry;
import io.jenkins.plugins.hummingbird.submit.headnode.Listing;
import io.jenkins.plugins.hummingbird.submit.headnode.ListingPhase;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import io.jenkins.plugins.hummingbird.submit.tasks.DoneBefore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Leaves out the sets whose tables were merged before of the same attempts of the same groups, and those of which no group has
 * results; makes the first round of the rest.
 */
public final class SkipTables extends ListingPhase {
    @Override
    protected Listing listing(SubmissionState submission, SubmitContext context) {
        TableFiles files = new TableFiles(context.folder());
        return submission.request().skipDone
                ? new Listing(
                        "merged",
                        "the look for tables that are merged",
                        RemoteScripts.DONE,
                        List.of(
                                submission.outputFolder(),
                                ActiveEntry.ofTables(submission),
                                Long.toString(ActiveEntry.until(submission))),
                        () -> wanted(files.digests(), submission.request()))
                : null;
    }

    private static byte[] wanted(Map<String, String> digests, SubmitRequest request) throws OperationException {
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, String> one : digests.entrySet()) {
            lines.append(DoneBefore.wanted(one.getKey(), one.getValue(), TableFiles.url(request, one.getKey())));
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected PhaseResult<SubmitPhase> take(Path file, SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        TableFiles files = new TableFiles(context.folder());
        List<TableSet> sets = TableSets.read(context.folder());
        Map<String, Integer> numbers = new HashMap<>();
        Set<Integer> empty = new TreeSet<>();
        for (int set = 1; set <= sets.size(); set++) {
            numbers.put(sets.get(set - 1).folder(), set);
            empty.add(set);
        }
        empty.removeAll(files.withResults());
        Map<Integer, DoneBefore> merged = file == null ? Map.of() : DoneBefore.read(file, numbers);
        if (submission.request().s3.copiesResults()) {
            // to merge them again takes less than a way to copy them alone would
            merged.values().removeIf(one -> !one.uploaded());
        }
        DoneBefore.write(merged, TableFiles.folder(context.folder()));
        Set<Integer> over = new TreeSet<>(merged.keySet());
        over.addAll(empty);
        submission.tableTasks.beginFirst(sets.size(), over, TableFiles.folder(context.folder()));
        submission.tableTasks.states = GroupStates.skipping(sets.size(), over);
        GroupState[] states = submission.tableTasks.states.all();
        empty.forEach(set -> states[set - 1] = GroupState.CANCELLED);
        submission.tableTasks.states.set(states);
        say(sets, merged.size(), empty, context);
        return PhaseResult.done();
    }

    private static void say(List<TableSet> sets, int merged, Set<Integer> empty, SubmitContext context) {
        if (merged > 0) {
            context.log("the tables of " + merged + " of " + Wording.count(sets.size(), "set")
                    + " were merged before of the same results and are skipped");
        }
        if (!empty.isEmpty()) {
            context.log("no tables of " + sets.get(empty.iterator().next() - 1).name()
                    + (empty.size() == 1 ? "" : " and of " + (empty.size() - 1) + " more")
                    + ": none of the groups has results");
        }
    }
}
