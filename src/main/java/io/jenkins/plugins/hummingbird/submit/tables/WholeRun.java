package io.jenkins.plugins.hummingbird.submit.tables;

import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Grouping;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.inputs.TaskFiles;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The numbers that the first image set of each group has in one run of CellProfiler over all groups, which groups by the
 * pipeline's own keys.
 */
final class WholeRun {
    private final Plan plan;
    private final List<String> own;
    private final TaskFiles files;
    private final List<Numbers> numbers = new ArrayList<>();

    /**
     * Numbers of a group's first image set, from 1.
     *
     * @param first its ImageNumber
     * @param number its Group_Number
     * @param index its Group_Index
     * @param length its Group_Length; 0 where a group of the run is never divided between groups of the plan
     */
    record Numbers(long first, long number, long index, long length) {}

    private WholeRun(Plan plan, List<String> own, Path folder) {
        this.plan = plan;
        this.own = own;
        files = new TaskFiles(folder);
    }

    /**
     * @param own the metadata keys by which the pipeline groups; empty for none
     * @param slice whether each task has numbered its image sets from 1
     * @param folder the operation's
     * @return the numbers of each group, in their order. Where neither the plan nor a record says how many image sets a group
     *     has, it counts as many as it has files, which may be too many or too few
     */
    static List<Numbers> of(Plan plan, List<String> own, boolean slice, Path folder)
            throws IOException, OperationException {
        WholeRun run = new WholeRun(plan, own, folder);
        if (slice) {
            run.number(run.sizes(folder));
        } else {
            plan.groups().forEach(group -> run.numbers.add(new Numbers(1, 1, 1, 0)));
        }
        return run.numbers;
    }

    private void number(List<Long> sizes) throws IOException, OperationException {
        List<Long> firsts = firsts(sizes);
        if (own.isEmpty()) {
            long rows = sizes.stream().mapToLong(Long::longValue).sum();
            firsts.forEach(first -> numbers.add(new Numbers(first, 1, first, rows)));
        } else if (plan.keys().containsAll(own)) {
            numberWithin(firsts, sizes);
        } else {
            numberAcross(firsts);
        }
    }

    /** Each group of the plan is one of the run, or a part of one. */
    private void numberWithin(List<Long> firsts, List<Long> sizes) {
        List<Integer> places = own.stream().map(plan.keys()::indexOf).toList();
        Map<List<String>, Long> number = new HashMap<>();
        Map<List<String>, Long> rows = new HashMap<>();
        boolean divided = plan.keys().size() > own.size();
        List<List<String>> values = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            List<String> of = plan.groups().get(i).values();
            List<String> value = places.stream().map(of::get).toList();
            values.add(value);
            number.putIfAbsent(value, number.size() + 1L);
            rows.merge(value, sizes.get(i), Long::sum);
        }
        Map<List<String>, Long> before = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            List<String> value = values.get(i);
            long index = before.getOrDefault(value, 0L);
            before.put(value, index + sizes.get(i));
            numbers.add(new Numbers(
                    firsts.get(i), number.get(value), divided ? index + 1 : 1, divided ? rows.get(value) : 0));
        }
    }

    /** A group of the plan has one group of the run or several. */
    private void numberAcross(List<Long> firsts) throws IOException, OperationException {
        List<Integer> counts = Files.exists(files.header()) && !files.holdList() ? ownGroups() : List.of();
        long number = 1;
        for (int i = 0; i < firsts.size(); i++) {
            // of a list of files nobody knows it beforehand: each group of the run has an image set at least
            numbers.add(new Numbers(firsts.get(i), counts.isEmpty() ? firsts.get(i) : number, 1, 0));
            number += counts.isEmpty() ? 0 : counts.get(i);
        }
    }

    /** @return how many groups of the run each group of the plan has */
    private List<Integer> ownGroups() throws IOException, OperationException {
        Grouping grouping = new Grouping(own, files.columns());
        return files.<List<String>>ofRows(plan, (here, row) -> here.add(grouping.values(row))).stream()
                .map(Set::size)
                .toList();
    }

    private List<Long> firsts(List<Long> sizes) {
        List<Long> firsts = new ArrayList<>();
        long next = 1;
        for (int i = 0; i < sizes.size(); i++) {
            long planned = plan.groups().get(i).firstImage();
            long first = planned > 0 ? planned : next;
            firsts.add(first);
            next = first + sizes.get(i);
        }
        return firsts;
    }

    /** How many image sets each group has: by the plan, by its record, or by that of the submission that has done it. */
    private List<Long> sizes(Path folder) throws IOException {
        Map<Integer, GroupRecord> records = SubmissionFiles.records(folder);
        Map<Integer, Integer> skipped = SubmissionFiles.skippedSets(folder);
        List<Long> sizes = new ArrayList<>();
        for (int number = 1; number <= plan.groups().size(); number++) {
            Group group = plan.group(number);
            GroupRecord record = records.get(number);
            long known = group.rows();
            if (known == 0 && record != null && record.completed()) {
                known = record.rows();
            }
            if (known == 0) {
                known = skipped.getOrDefault(number, 0);
            }
            sizes.add(known > 0 ? known : files.lines(group));
        }
        return sizes;
    }
}
