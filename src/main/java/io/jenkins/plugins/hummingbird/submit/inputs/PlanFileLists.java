package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.cellprofiler.files.ImageFiles;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.Pipeline;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Grouping;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.images.ImageListing;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sorts the image files by groups, for a pipeline that reads no table. */
final class PlanFileLists {
    private PlanFileLists() {}

    /**
     * @param files takes the list in place of the sorted table, and an empty header, by which a task knows it
     * @throws OperationException when the files cannot be grouped so; the message says what to do
     */
    static Plan of(SubmissionState submission, Pipeline pipeline, SubmitContext context, TaskFiles files)
            throws IOException, OperationException {
        SubmitRequest request = submission.request();
        ImageFiles images = new ImageFiles(
                pipeline, request.groupingKeys().stream().map(Grouping::plain).toList());
        Path listed = context.folder().resolve(SubmissionFiles.IMAGES);
        String folder = request.imageFolder();
        ImageListing.files(listed, path -> {
            submission.checkStop();
            images.add((folder.equals("/") ? "" : folder) + "/" + path);
        });
        List<Group> groups = images.write(files.table());
        Files.write(files.header(), new byte[0]);
        images.remarks().forEach(context::log);
        context.log(images.count() + " image files below " + folder);
        return new Plan(images.keys(), groups);
    }
}
