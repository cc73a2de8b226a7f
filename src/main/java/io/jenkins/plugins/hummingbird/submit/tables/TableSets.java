package io.jenkins.plugins.hummingbird.submit.tables;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.jenkins.plugins.hummingbird.cellprofiler.table.FolderNames;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Grouping;
import io.jenkins.plugins.hummingbird.submit.plates.GroupPlaces;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * How groups are divided into sets of tables: by the keys of {@code tablesBy}; otherwise by their plates, where each group has
 * images of one plate; otherwise not at all.
 */
final class TableSets {
    /** A line for each set. */
    static final String FILE = "sets.csv";

    private TableSets() {}

    /**
     * Divides the groups, and keeps the sets.
     *
     * @param folder the operation's, with the sorted image table
     * @param log told why all groups are one set though there are several plates
     * @return in the order in which groups of them come first
     */
    static List<TableSet> make(SubmissionState submission, Path folder, Consumer<String> log) throws IOException {
        Plan plan = submission.plan(folder);
        List<String> keys = submission.request().merging.keys().stream()
                .map(Grouping::plain)
                .toList();
        Map<List<String>, List<Integer>> groups = new LinkedHashMap<>();
        List<String> plates = keys.isEmpty() ? plates(plan, folder, log) : List.of();
        for (int group = 1; group <= plan.groups().size(); group++) {
            List<String> values =
                    keys.isEmpty() ? List.of(plates.get(group - 1)) : values(plan, plan.group(group), keys);
            groups.computeIfAbsent(values, one -> new ArrayList<>()).add(group);
        }
        FolderNames folders = new FolderNames();
        List<TableSet> sets = new ArrayList<>();
        groups.forEach((values, numbers) -> sets.add(set(keys, values, folders, numbers)));
        try (CsvWriter csv = CsvWriter.builder().build(file(folder))) {
            for (TableSet one : sets) {
                csv.writeRecord(
                        one.name(),
                        one.folder(),
                        one.groups().stream().map(String::valueOf).collect(Collectors.joining(" ")));
            }
        }
        return sets;
    }

    /**
     * @param folder the operation's
     * @return the sets that {@link #make} has kept
     */
    static List<TableSet> read(Path folder) throws IOException {
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file(folder))) {
            return csv.stream()
                    .map(row -> new TableSet(
                            row.getField(0),
                            row.getField(1),
                            Arrays.stream(row.getField(2).split(" "))
                                    .map(Integer::valueOf)
                                    .toList()))
                    .toList();
        }
    }

    private static Path file(Path folder) {
        return TableFiles.folder(folder).resolve(FILE);
    }

    private static TableSet set(List<String> keys, List<String> values, FolderNames folders, List<Integer> groups) {
        boolean all = keys.isEmpty() && values.get(0).isEmpty();
        String folder = SubmissionFiles.TABLES + "/" + folders.of(all ? List.of() : values);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            parts.add(keys.get(i) + "=" + values.get(i));
        }
        String name = all ? "all" : keys.isEmpty() ? values.get(0) : String.join(", ", parts);
        return new TableSet(name, folder, groups);
    }

    private static List<String> values(Plan plan, Group group, List<String> keys) {
        return keys.stream()
                .map(key -> group.values().get(plan.keys().indexOf(key)))
                .toList();
    }

    /** @return the plate of each group; empty for all of them where one has no plate, or several */
    private static List<String> plates(Plan plan, Path folder, Consumer<String> log) throws IOException {
        List<Set<String>> plates = GroupPlaces.plates(plan, folder);
        boolean divided = plates.stream().allMatch(here -> here.size() == 1 && !here.contains(""));
        if (!divided
                && plates.size() > 1
                && plates.stream().flatMap(Set::stream).distinct().count() > 1) {
            log.accept("the tables of all groups are merged into " + SubmissionFiles.TABLES + "/all"
                    + ": not each of the groups is of one plate. tablesBy names keys to divide them by");
        }
        return plates.stream()
                .map(here -> divided ? here.iterator().next() : "")
                .toList();
    }
}
