package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.Pipeline;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Grouping;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import java.util.List;
import java.util.stream.Stream;

/** Whether tables can be merged as the request says, as far as pipeline and plan tell before anything is started. */
final class TablesCheck {
    private TablesCheck() {}

    /** @throws OperationException when they cannot; the message says what to do */
    static void check(SubmitRequest request, Pipeline pipeline, Plan plan) throws OperationException {
        if (request.merging.formats().isEmpty()) {
            return;
        }
        if (Stream.of("ExportToSpreadsheet", "ExportToDatabase")
                .noneMatch(module -> pipeline.enabled(module).findFirst().isPresent())) {
            throw new OperationException(
                    "tables: the pipeline exports none to be merged. Add the module ExportToSpreadsheet,"
                            + " or ExportToDatabase with SQLite, or leave tables empty.");
        }
        checkKeys(request.merging.keys(), plan);
        for (Group group : plan.groups()) {
            if (group.folder().equals(SubmissionFiles.TABLES)) {
                throw new OperationException("The group " + group.name(plan.keys()) + " has the folder "
                        + SubmissionFiles.TABLES + " below output, where the merged tables belong. Leave the parameter"
                        + " tables empty, or group by another key.");
            }
        }
    }

    private static void checkKeys(List<String> tablesBy, Plan plan) throws OperationException {
        for (String key : tablesBy) {
            if (!plan.keys().contains(Grouping.plain(key))) {
                throw new OperationException("tablesBy: the groups have no key " + Grouping.plain(key)
                        + (plan.keys().isEmpty()
                                ? ": all images are one group. Name it in groupBy, too, or leave tablesBy empty."
                                : ": their keys are " + String.join(", ", plan.keys())
                                        + ". Name one of these, or leave tablesBy empty for tables by plate."));
            }
        }
    }
}
