package io.jenkins.plugins.hummingbird.submit.tables;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.submit.board.GroupFailure;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.headnode.AnswerLines;
import io.jenkins.plugins.hummingbird.submit.headnode.EndTasks;
import io.jenkins.plugins.hummingbird.submit.headnode.Listing;
import io.jenkins.plugins.hummingbird.submit.headnode.ListingPhase;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.PublishedAttempts;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import io.jenkins.plugins.hummingbird.submit.tasks.TaskKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Lets no task begin any more that merges tables, and lists what was merged. */
public final class ListTables extends ListingPhase {
    private final TaskKind kind;

    /** @param kind the tasks that merge tables */
    public ListTables(TaskKind kind) {
        this.kind = kind;
    }

    @Override
    protected Listing listing(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        if (submission.listing == null) {
            EndTasks.of(kind.remoteFolder(submission), kind.board(submission), context.headNode(submission));
        }
        Path folder = context.folder();
        int sets = submission.tableTasks.states.size();
        return new Listing(
                "tables",
                "the listing of merged tables",
                RemoteScripts.MANIFESTS,
                List.of(submission.outputFolder(), submission.id(), Integer.toString(Limits.MANIFEST)),
                () -> wanted(submission, folder),
                Math.max(Limits.COMMAND_OUTPUT, 2L * sets * Limits.MANIFEST));
    }

    private static byte[] wanted(SubmissionState submission, Path folder) throws IOException {
        List<TableSet> sets = TableSets.read(folder);
        Map<Integer, String> skipped = SubmissionFiles.skipped(TableFiles.folder(folder));
        StringBuilder lines = new StringBuilder();
        for (int set = 1; set <= sets.size(); set++) {
            if (submission.tableTasks.states.get(set).published()) {
                lines.append(set)
                        .append(' ')
                        .append(sets.get(set - 1).folder())
                        .append(' ')
                        .append(skipped.getOrDefault(set, "-"))
                        .append('\n');
            }
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected PhaseResult<SubmitPhase> take(Path file, SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        List<TableSet> sets = TableSets.read(context.folder());
        Map<Integer, List<MergedTable>> found = found(file, submission, sets, context);
        GroupState[] states = submission.tableTasks.states.all();
        List<MergedTable> tables = new ArrayList<>();
        for (int number = 1; number <= sets.size(); number++) {
            if (states[number - 1].published() && !found.containsKey(number)) {
                states[number - 1] = GroupState.LOST;
                submission.tableTasks.failures.add(new GroupFailure(
                        number,
                        "they have been removed from " + submission.outputFolder() + "/"
                                + sets.get(number - 1).folder() + " since they were merged"));
            }
            tables.addAll(found.getOrDefault(number, List.of()));
        }
        submission.tableTasks.states.set(states);
        new MergedTables(tables).write(context.folder());
        return PhaseResult.done();
    }

    /** The tables of each set that was asked for and has any; what is no table is left out. */
    private static Map<Integer, List<MergedTable>> found(
            Path listing, SubmissionState submission, List<TableSet> sets, SubmitContext context)
            throws IOException, OperationException {
        Plan plan = submission.plan(context.folder());
        Set<Integer> published =
                PublishedAttempts.of(submission, context.folder()).keySet();
        Map<Integer, List<MergedTable>> found = new TreeMap<>();
        Map<Integer, List<String>> missing = new HashMap<>();
        try (AnswerLines lines = AnswerLines.of(listing, "the listing of merged tables")) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                String[] fields = line.split("\t", -1);
                int number = fields[0].matches("[1-9][0-9]{0,8}") ? Integer.parseInt(fields[0]) : 0;
                if (number < 1
                        || number > sets.size()
                        || !submission.tableTasks.states.get(number).published()
                        || found.getOrDefault(number, List.of()).size() == Limits.TABLES) {
                    continue;
                }
                TableSet set = sets.get(number - 1);
                MergedTable table = MergedTable.parse(
                        Arrays.copyOfRange(fields, 1, fields.length),
                        set,
                        missing.computeIfAbsent(number, one -> missing(set, plan, published)),
                        TableFiles.url(submission.request(), set.folder()));
                if (table != null) {
                    found.computeIfAbsent(number, one -> new ArrayList<>()).add(table);
                }
            }
        }
        return found;
    }

    /** The folders of the groups of a set that are not in its tables. */
    private static List<String> missing(TableSet set, Plan plan, Set<Integer> published) {
        return set.groups().stream()
                .filter(group -> !published.contains(group))
                .map(group -> plan.group(group).folder())
                .toList();
    }
}
