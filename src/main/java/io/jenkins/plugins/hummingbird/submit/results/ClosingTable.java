package io.jenkins.plugins.hummingbird.submit.results;

import io.jenkins.plugins.hummingbird.operation.text.ByteSize;
import io.jenkins.plugins.hummingbird.operation.text.Wording;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.GroupStates;
import io.jenkins.plugins.hummingbird.submit.board.Progress;
import io.jenkins.plugins.hummingbird.submit.board.S3Transfer;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.tables.MergedTables;
import io.jenkins.plugins.hummingbird.submit.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The last lines of a submission in the build log: what became of it in figures. */
final class ClosingTable {
    private final List<String> lines = new ArrayList<>();

    /**
     * @param records the last one of each group that left one
     * @param tables those that were merged
     * @param usage what it took
     * @param now ends its time
     */
    ClosingTable(
            SubmissionState submission,
            Plan plan,
            Collection<GroupRecord> records,
            MergedTables tables,
            Usage usage,
            Instant now) {
        GroupStates states = submission.groupTasks.states;
        add("groups", Integer.toString(states.size()));
        for (GroupState state : GroupState.values()) {
            int count = states.count(state);
            if (count > 0) {
                add("  " + state.word(), Integer.toString(count));
            }
        }
        long sets = 0;
        long completedSets = 0;
        for (int group = 1; group <= states.size(); group++) {
            int rows = plan.group(group).rows();
            sets += rows;
            completedSets += states.get(group).published() ? rows : 0;
        }
        if (sets > 0) {
            add("image sets", completedSets == sets ? Long.toString(sets) : completedSets + " of " + sets);
        }
        add("files", submission.outputFiles + " (" + ByteSize.words(submission.outputBytes) + ")");
        if (!tables.all().isEmpty()) {
            add(
                    "tables",
                    tables.all().size() + " (" + ByteSize.words(tables.bytes()) + ")"
                            + (tables.missing() == 0 ? "" : ", in which " + groups(tables.missing()) + " missing"));
        }
        String transfer = S3Transfer.of(records).words();
        if (!transfer.isEmpty()) {
            add("S3", transfer);
        }
        add("time", Progress.length(Duration.between(submission.started(), now)));
        records.stream()
                .filter(record -> states.get(record.group()).ended() && record.seconds() > 0)
                .max(Comparator.comparingLong(GroupRecord::seconds))
                .ifPresent(record -> add(
                        "slowest",
                        plan.name(record.group()) + " (" + Progress.length(Duration.ofSeconds(record.seconds()))
                                + ")"));
        usage.rows().forEach(this::add);
        add("output", submission.outputFolder());
        if (submission.request().s3.copiesResults()) {
            add("results", submission.request().s3.resultsUrl);
        }
    }

    private static String groups(long count) {
        return Wording.count(count, "group") + " " + Wording.isOrAre(count);
    }

    private void add(String what, String value) {
        lines.add(String.format(Locale.ROOT, "%-12s %s", what, value));
    }

    /** @return its lines, from the first */
    List<String> lines() {
        return lines;
    }
}
