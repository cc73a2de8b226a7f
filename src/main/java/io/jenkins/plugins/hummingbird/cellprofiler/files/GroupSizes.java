package io.jenkins.plugins.hummingbird.cellprofiler.files;

import io.jenkins.plugins.hummingbird.cellprofiler.Findings;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How many image sets CellProfiler makes of the files of each group; a group without one is no group for it either. */
final class GroupSizes {
    private final Map<List<String>, FileGroup> groups;
    private final List<String> keys;
    private final List<String> remarks = new ArrayList<>();

    /**
     * @param groups by their values, in the order in which they run; those without an image set are removed
     * @param keys what the values are of
     */
    GroupSizes(Map<List<String>, FileGroup> groups, List<String> keys) {
        this.groups = groups;
        this.keys = keys;
    }

    /**
     * Refuses groups in which images that are put together by their order do not go side by side.
     *
     * @param spanning two files of different groups that would be in one image set; may be empty
     */
    void refuseUneven(String spanning) throws OperationException {
        Findings uneven = new Findings();
        groups.forEach((values, group) -> {
            if (!group.even()) {
                uneven.add(group.counted() + (keys.isEmpty() ? "" : " in " + String.join(", ", values)));
            }
        });
        if (uneven.count() > 0 || !spanning.isEmpty()) {
            throw new OperationException("NamesAndTypes puts images together by their order, and "
                    + (uneven.count() > 0
                            ? "the channels have different numbers of them: " + uneven
                            : "would put together images of different groups, such as " + spanning)
                    + ". Bring the missing files, narrow the rules, or match by metadata.");
        }
    }

    /**
     * @return how many image sets each group has, those that have some, in their order
     * @throws OperationException when there is none at all; the message says what the groups have
     */
    List<Integer> count() throws OperationException {
        List<Integer> sets = new ArrayList<>();
        Findings incomplete = new Findings();
        Findings without = new Findings();
        groups.entrySet().removeIf(group -> {
            int count = group.getValue().imageSets(incomplete);
            if (count == 0) {
                without.add((keys.isEmpty() ? "all" : String.join(", ", group.getKey())) + " ("
                        + group.getValue().counted() + ")");
            } else {
                sets.add(count);
            }
            return count == 0;
        });
        if (sets.isEmpty()) {
            throw new OperationException(
                    "There is no image set at all below images, and CellProfiler would report success:"
                            + " NamesAndTypes makes none of the files that the Images module takes. It takes, by group, "
                            + without
                            + (incomplete.count() > 0 ? ". Incomplete are " + incomplete : "")
                            + ". Correct the rules of NamesAndTypes, or the folder images.");
        }
        if (without.count() > 0) {
            remarks.add("WARNING: " + without.count() + " groups have no image set and are left out: " + without);
        }
        if (incomplete.count() > 0) {
            remarks.add(
                    "WARNING: " + incomplete.count() + " image sets have no image of a channel that others have, and"
                            + " CellProfiler leaves them out: " + incomplete);
        }
        return sets;
    }

    /** @return what is to be known of the groups: sentences without a full stop */
    List<String> remarks() {
        return remarks;
    }
}
