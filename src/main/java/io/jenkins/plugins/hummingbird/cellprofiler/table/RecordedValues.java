package io.jenkins.plugins.hummingbird.cellprofiler.table;

import io.jenkins.plugins.hummingbird.cellprofiler.Examples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values that CellProfiler records for groups. LoadData derives the type of each column from the file that it
 * reads, so that a plate {@code 0123} is recorded as 123 if a task reads only the rows of its group, although the
 * entire table contains plates that are not numbers.
 */
public final class RecordedValues {
    private static final int SHOWN = 3;

    private final Grouping grouping;
    private final List<Group> groups;
    private final List<ColumnType> types;

    /** @param groups the groups of the grouping */
    public RecordedValues(Grouping grouping, List<Group> groups) {
        this.grouping = grouping;
        this.groups = groups;
        types = grouping.types();
        for (Group group : groups) {
            for (int i = 0; i < types.size(); i++) {
                types.get(i).observe(group.values().get(i));
            }
        }
    }

    /**
     * @param alone whether CellProfiler reads the rows of one group at a time; otherwise it reads the entire table
     * @return a sentence that names up to three values that are recorded differently; empty for none
     */
    public String changed(boolean alone) {
        Set<String> changed = new LinkedHashSet<>();
        for (Group group : groups) {
            for (int i = 0; i < types.size(); i++) {
                String value = group.values().get(i);
                String recorded = alone ? recordedAlone(i, value) : types.get(i).recorded(value);
                if (!recorded.equals(value)) {
                    changed.add(grouping.keys().get(i) + "=" + value + " as " + recorded);
                }
            }
        }
        return changed.isEmpty() ? "" : "LoadData reads numbers, and records " + some(changed);
    }

    private String recordedAlone(int key, String value) {
        ColumnType type = grouping.types().get(key);
        type.observe(value);
        return type.recorded(value);
    }

    /**
     * @return a sentence that names up to three pairs of groups that CellProfiler would merge if it read the entire
     *     table; empty for none
     */
    public String alike() {
        Map<List<String>, Group> seen = new HashMap<>();
        Examples pairs = new Examples(SHOWN);
        for (Group group : groups) {
            List<String> recorded = new ArrayList<>();
            for (int i = 0; i < types.size(); i++) {
                recorded.add(types.get(i).recorded(group.values().get(i)));
            }
            Group other = seen.putIfAbsent(recorded, group);
            if (other != null) {
                pairs.add(other.name(grouping.keys()) + " and " + group.name(grouping.keys()));
            }
        }
        return pairs.count() == 0 ? "" : "CellProfiler would merge groups that are separate here: " + pairs;
    }

    private static Examples some(Set<String> all) {
        Examples some = new Examples(SHOWN);
        all.forEach(some::add);
        return some;
    }
}
