package io.jenkins.plugins.hummingbird.cellprofiler.files;

import io.jenkins.plugins.hummingbird.cellprofiler.Examples;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Counts the image sets that CellProfiler forms from the files of each group; like CellProfiler, ignores groups without
 * one.
 */
final class GroupSizes {
    private final Map<List<String>, FileGroup> groups;
    private final List<String> keys;
    private final List<String> remarks = new ArrayList<>();

    /**
     * @param groups by their values, in the order in which they run; {@link #count} removes those without an image set
     * @param keys the keys of the values
     */
    GroupSizes(Map<List<String>, FileGroup> groups, List<String> keys) {
        this.groups = groups;
        this.keys = keys;
    }

    /**
     * Rejects groups whose images are paired by order although their channels have different numbers of images.
     *
     * @param spanning two files of different groups that would be in one image set; empty for none
     */
    void rejectUneven(String spanning) throws OperationException {
        Examples uneven = new Examples();
        groups.forEach((values, group) -> {
            if (!group.even()) {
                uneven.add(group.counted() + (keys.isEmpty() ? "" : " in " + String.join(", ", values)));
            }
        });
        if (uneven.count() > 0 || !spanning.isEmpty()) {
            throw new OperationException("NamesAndTypes matches images by order, and "
                    + (uneven.count() > 0
                            ? "the channels have different numbers of them: " + uneven
                            : "image sets would span groups, such as " + spanning)
                    + ". Add the missing files, narrow the rules, or match by metadata.");
        }
    }

    /**
     * @return the numbers of image sets of the groups that have any, in order
     * @throws OperationException if there is no image set; the message lists the images of the groups
     */
    List<Integer> count() throws OperationException {
        List<Integer> sets = new ArrayList<>();
        Examples incomplete = new Examples();
        Examples without = new Examples();
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
                            + " NamesAndTypes forms none from the files that the Images module selects. It selects, by group, "
                            + without
                            + (incomplete.count() > 0 ? ". Incomplete image sets: " + incomplete : "")
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

    /** @return messages for the user: sentences without a full stop */
    List<String> remarks() {
        return remarks;
    }
}
