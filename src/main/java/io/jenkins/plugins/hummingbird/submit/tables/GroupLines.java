package io.jenkins.plugins.hummingbird.submit.tables;

import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists groups for {@code merge_tables.py}, which describes the fields in {@code merged_groups.py}. */
final class GroupLines {
    private final Plan plan;
    private final List<WholeRun.Numbers> numbers;
    private final Map<Integer, String> published;
    private final String results;

    /**
     * @param numbers of each group
     * @param published by group, for those whose tables are merged: its folder and its attempt
     * @param results the folder on the shared file system that these are below
     */
    GroupLines(Plan plan, List<WholeRun.Numbers> numbers, Map<Integer, String> published, String results) {
        this.plan = plan;
        this.numbers = numbers;
        this.published = published;
        this.results = results;
    }

    /** @return a line for each group of a set that has published results; empty when none has */
    String of(TableSet set) {
        StringBuilder lines = new StringBuilder();
        for (int number : set.groups()) {
            if (published.containsKey(number)) {
                lines.append(line(number)).append('\n');
            }
        }
        return lines.toString();
    }

    private String line(int number) {
        Group group = plan.group(number);
        WholeRun.Numbers at = numbers.get(number - 1);
        List<String> fields = new ArrayList<>(List.of(
                escaped(results + "/" + published.get(number)),
                Long.toString(at.first()),
                Long.toString(at.number()),
                Long.toString(at.index()),
                Long.toString(at.length()),
                Long.toString(group.offset()),
                Long.toString(group.length())));
        for (int i = 0; i < plan.keys().size(); i++) {
            fields.add(escaped(plan.keys().get(i) + "=" + group.values().get(i)));
        }
        return String.join("\t", fields);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }
}
