package io.jenkins.plugins.hummingbird.submit.tables;

import io.jenkins.plugins.hummingbird.cellprofiler.table.FolderNames;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Grouping;
import io.jenkins.plugins.hummingbird.submit.plates.GroupPlaces;
import io.jenkins.plugins.hummingbird.submit.plates.WellPlace;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How groups are divided into sets of tables: by the keys of {@code tablesBy}; otherwise by their plates, where each group has
 * images of one plate; otherwise not at all.
 */
final class TableSets {
    private TableSets() {}

    /**
     * @param folder the operation's, where the places of the groups are kept
     * @return in the order in which groups of them come first; the same ones at each call
     */
    static List<TableSet> of(SubmissionState submission, Path folder) throws IOException {
        Plan plan = submission.plan(folder);
        List<String> keys = submission.request().merging.keys().stream()
                .map(Grouping::plain)
                .toList();
        Map<List<String>, List<Integer>> groups = new LinkedHashMap<>();
        List<String> plates = keys.isEmpty() ? plates(plan, folder) : List.of();
        for (int group = 1; group <= plan.groups().size(); group++) {
            List<String> values =
                    keys.isEmpty() ? List.of(plates.get(group - 1)) : values(plan, plan.group(group), keys);
            groups.computeIfAbsent(values, one -> new ArrayList<>()).add(group);
        }
        FolderNames folders = new FolderNames();
        List<TableSet> sets = new ArrayList<>();
        groups.forEach((values, numbers) -> sets.add(set(keys, values, folders, numbers)));
        return sets;
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
    private static List<String> plates(Plan plan, Path folder) throws IOException {
        List<String> plates = new ArrayList<>();
        for (Collection<WellPlace> places : GroupPlaces.read(plan, folder)) {
            List<String> here = places.stream().map(WellPlace::plate).distinct().toList();
            if (here.size() != 1 || here.get(0).isEmpty()) {
                return plan.groups().stream().map(group -> "").toList();
            }
            plates.add(here.get(0));
        }
        return plates;
    }
}
