package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.Pipeline;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.RequiredImages;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.cellprofiler.table.GroupedTable;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Grouping;
import io.jenkins.plugins.hummingbird.cellprofiler.table.ImageTable;
import io.jenkins.plugins.hummingbird.cellprofiler.table.RecordedValues;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/** Sorts the image table, or the list of image files, by groups. */
public final class MakePlan implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        SubmitRequest request = submission.request();
        Path folder = context.folder();
        Pipeline pipeline = PipelineFile.read(request, folder);
        List<String> keys = keys(request, pipeline, context);
        TaskFiles files = new TaskFiles(folder);
        Plan plan = request.fileLists()
                ? PlanFileLists.of(submission, pipeline, context, files)
                : planTable(request, pipeline, keys, context, files);
        TablesCheck.check(request, pipeline, plan);
        plan.write(folder);
        if (!request.fileLists()
                && !request.tableFromNames()
                && pipeline.enabled("TrackObjects").findFirst().isPresent()) {
            String wrong = RowOrder.wrong(plan, files);
            if (!wrong.isEmpty()) {
                context.log("WARNING: " + wrong);
            }
        }
        List<Group> groups = plan.groups();
        long rows = groups.stream().mapToLong(Group::rows).sum();
        boolean known = groups.stream().allMatch(group -> group.rows() > 0);
        context.log((known ? rows + " image sets in " : "")
                + groups.size()
                + (groups.size() == 1 ? " group" : " groups")
                + (plan.keys().isEmpty() ? "" : " by " + String.join(", ", plan.keys())));
        if (groups.size() > 1) {
            pipeline.enabled("CalculateStatistics")
                    .forEach(module ->
                            context.log("WARNING: module " + module.number() + ", CalculateStatistics, works out"
                                    + " statistics of all image sets of a run, which are those of one group here: its figures are"
                                    + " of no use where a group is not a whole experiment"));
        }
        return PhaseResult.done();
    }

    private static Plan planTable(
            SubmitRequest request, Pipeline pipeline, List<String> keys, SubmitContext context, TaskFiles files)
            throws IOException, OperationException {
        Path folder = context.folder();
        String name = tableName(request);
        long blankRows = MapChannels.to(request, folder, name) + AddIllumination.to(request, folder, name);
        List<Group> groups;
        RecordedValues recorded;
        try (ImageTable table = new ImageTable(folder.resolve(SubmissionFiles.TABLE), tableName(request))) {
            new RequiredImages(pipeline, PipelineFile.reading(folder)).check(table.columns());
            Grouping grouping = new Grouping(keys, table.columns());
            groups = GroupedTable.sort(table, grouping, files.header(), files.table());
            recorded = new RecordedValues(grouping, groups);
            checkBlankRows(table.blankRows(), request);
            blankRows += table.blankRows();
        }
        if (blankRows > 0) {
            context.log(blankRows + " rows of " + tableName(request) + " have nothing in them and are left out");
        }
        tellOfRecordedValues(recorded, request.slice, context);
        return new Plan(keys, groups);
    }

    private static void checkBlankRows(long count, SubmitRequest request) throws OperationException {
        if (count > 0 && !request.slice) {
            throw new OperationException("With slice: false CellProfiler would read " + count + " rows of "
                    + tableName(request) + " in which nothing stands: remove them, or leave slice at true.");
        }
    }

    private static void tellOfRecordedValues(RecordedValues recorded, boolean slice, SubmitContext context)
            throws OperationException {
        String changed = recorded.changed(slice);
        if (!changed.isEmpty() && !slice) {
            throw new OperationException("With slice: false CellProfiler would look for values that it does not know: "
                    + changed + ". Leave slice at true.");
        }
        if (!changed.isEmpty()) {
            context.log("WARNING: " + changed + "; groups and folders keep the text of the table");
        }
        String alike = recorded.alike();
        if (!alike.isEmpty()) {
            context.log("WARNING: " + alike);
        }
    }

    private static List<String> keys(SubmitRequest request, Pipeline pipeline, SubmitContext context)
            throws OperationException {
        List<String> own = pipeline.groupingKeys();
        List<String> asked =
                request.groupingKeys().stream().map(Grouping::plain).toList();
        List<String> keys = asked.isEmpty() ? own : asked;
        if (!request.slice && !new HashSet<>(own).equals(new HashSet<>(keys))) {
            throw new OperationException("With slice: false, groupBy (" + String.join(", ", keys)
                    + ") must be the keys by which the pipeline groups (" + String.join(", ", own) + ").");
        }
        if (!own.isEmpty() && !own.containsAll(keys)) {
            context.log("WARNING: groupBy (" + String.join(", ", keys) + ") splits the pipeline's own groups by "
                    + String.join(", ", own) + ": what spans a group, such as tracking, will not");
        }
        return keys;
    }

    private static String tableName(SubmitRequest request) {
        if (request.tableFromNames()) {
            return "the table made by imagePattern";
        }
        return request.dataFile.isEmpty() ? "dataFileText" : request.dataFile;
    }
}
