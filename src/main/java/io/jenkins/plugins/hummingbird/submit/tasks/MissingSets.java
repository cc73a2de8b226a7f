package io.jenkins.plugins.hummingbird.submit.tasks;

import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.submit.board.FailureReason;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.inputs.TableInputs;
import io.jenkins.plugins.hummingbird.submit.inputs.TaskFiles;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names the image sets that a group's task has left out, by a file of each: their numbers alone help nobody. Where
 * CellProfiler makes image sets of a list of files, numbers are all that is known.
 */
final class MissingSets {
    private final Plan plan;
    private final Path folder;

    /** @param folder the operation's */
    MissingSets(Plan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
    }

    /**
     * @param record of a task, or null
     * @return such as {@code : A01_s2.tif, A01_s4.tif}; empty when the record does not number image sets
     */
    String names(GroupRecord record) throws IOException {
        if (record == null
                || record.reason() != FailureReason.IMAGE_SETS
                || record.detail().isEmpty()) {
            return "";
        }
        List<Integer> numbers =
                Stream.of(record.detail().split(",")).map(Integer::valueOf).toList();
        Group group = plan.group(record.group());
        if (new TaskFiles(folder).holdList()) {
            return ": " + numbers.stream().map(number -> "image set " + number).collect(Collectors.joining(", "));
        }
        List<String> names = new ArrayList<>();
        // paths are only to be told apart here, so where they begin does not matter
        try (TableInputs inputs = new TableInputs(new TaskFiles(folder), "/", group.offset())) {
            for (int number = 1; number <= group.rows() && names.size() < numbers.size(); number++) {
                Set<String> files = inputs.nextRow();
                if (numbers.contains(number)) {
                    names.add(
                            files.isEmpty()
                                    ? "image set " + number
                                    : name(files.iterator().next()));
                }
            }
        }
        return ": " + String.join(", ", names);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
