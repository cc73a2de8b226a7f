package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.cellprofiler.NaturalOrder;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.io.IOException;
import java.util.Iterator;

/**
 * Says whether the rows of a given table have the images of each group in the order of the numbers in their names. They
 * stay as they are, for CellProfiler takes them so, and its ImageNumbers follow them.
 */
final class RowOrder {
    private RowOrder() {}

    /** @return a sentence about the first row that comes before one with a lower number; empty when there is none */
    static String wrong(Plan plan, TaskFiles files) throws IOException {
        // paths are only compared here, so where they begin does not matter
        try (TableInputs inputs = new TableInputs(files, "/")) {
            for (Group group : plan.groups()) {
                String before = "";
                for (int row = 0; row < group.rows(); row++) {
                    Iterator<String> paths = inputs.nextRow().iterator();
                    String path = paths.hasNext() ? paths.next() : "";
                    if (NaturalOrder.isOnlyTextOrder(before, path)) {
                        return "TrackObjects takes the rows of a group for what came one after the other, and in "
                                + group.name(plan.keys()) + " " + before + " stands before " + path
                                + ". Sort the table by these numbers if they tell moments";
                    }
                    before = path;
                }
            }
        }
        return "";
    }
}
