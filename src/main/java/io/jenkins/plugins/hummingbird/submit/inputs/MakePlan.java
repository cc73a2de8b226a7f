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
import io.jenkins.plugins.hummingbird.operation.text.Wording;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
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
        Plan plan = submission.fileLists()
                ? PlanFileLists.of(submission, pipeline, context, files)
                : planTable(submission, pipeline, keys, context, files);
        TablesCheck.check(request, pipeline, plan);
        submission.tableNamesObjects = findFolders(submission, plan, files, folder);
        GroupUrls.checkPlaces(GroupUrls.of(request, plan), foldersOfImages(submission, folder));
        plan.write(folder);
        if (!submission.listsImages()
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
                + Wording.count(groups.size(), "group")
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

    /** @return the folders of S3 in which images are, with a slash at their ends */
    private static List<String> foldersOfImages(SubmissionState submission, Path folder) throws IOException {
        if (submission.request().imagesInS3()) {
            return List.of(submission.request().imageFolder() + "/");
        }
        return submission.tableNamesObjects
                ? Files.readAllLines(folder.resolve(SubmissionFiles.OBJECT_FOLDERS))
                : List.of();
    }

    /** @return whether a given table names objects in S3 */
    private static boolean findFolders(SubmissionState submission, Plan plan, TaskFiles files, Path folder)
            throws IOException, OperationException {
        if (submission.request().imagesInS3()
                || files.columns().stream().noneMatch(column -> column.contains("URL_"))) {
            return false;
        }
        boolean found;
        // where relative paths begin does not matter here
        try (TableInputs inputs = new TableInputs(files, "/")) {
            found = FindObjects.findFolders(submission, inputs, plan.groups(), folder);
        }
        if (found && !submission.request().slice) {
            throw new OperationException("The image table names objects in S3, of which each task fetches those of its"
                    + " group: leave slice at true.");
        }
        return found;
    }

    private static Plan planTable(
            SubmissionState submission, Pipeline pipeline, List<String> keys, SubmitContext context, TaskFiles files)
            throws IOException, OperationException {
        SubmitRequest request = submission.request();
        Path folder = context.folder();
        String name = tableName(submission);
        RequiredImages required = new RequiredImages(pipeline, PipelineFile.reading(folder));
        long blankRows = MapChannels.to(request, folder, name) + AddIllumination.to(request, folder, name);
        Path file = folder.resolve(SubmissionFiles.TABLE);
        if (submission.foundPattern != null) {
            FoundTable.tell(file, name, required, context);
        }
        List<Group> groups;
        RecordedValues recorded;
        try (ImageTable table = new ImageTable(file, name)) {
            required.check(table.columns());
            Grouping grouping = new Grouping(keys, table.columns());
            groups = GroupedTable.sort(table, grouping, files.header(), files.table());
            recorded = new RecordedValues(grouping, groups);
            checkBlankRows(table.blankRows(), request, name);
            blankRows += table.blankRows();
        }
        if (blankRows > 0) {
            context.log(blankRows + " rows of " + name + " have nothing in them and are left out");
        }
        tellOfRecordedValues(recorded, request.slice, context);
        return new Plan(keys, groups);
    }

    private static void checkBlankRows(long count, SubmitRequest request, String name) throws OperationException {
        if (count > 0 && !request.slice) {
            throw new OperationException("With slice: false CellProfiler would read " + count + " rows of " + name
                    + " in which nothing stands: remove them, or leave slice at true.");
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

    private static String tableName(SubmissionState submission) {
        SubmitRequest request = submission.request();
        if (submission.listsImages()) {
            return "the table made by imagePattern";
        }
        return request.dataFile.isEmpty() ? "dataFileText" : request.dataFile;
    }
}
