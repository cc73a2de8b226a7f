package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.aws.s3.S3Location;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.objects.ObjectListing;
import io.jenkins.plugins.hummingbird.submit.request.UsedCluster;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Lists the folders of S3 in which the objects lie that the image table names: what a listing says of a thousand objects
 * takes one call, and asking for each takes a thousand.
 */
public final class FindObjects implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    /** Each is listed by a call at least: so many take an hour. */
    private static final int MOST_FOLDERS = 50_000;

    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        List<S3Location> folders = new ArrayList<>();
        for (String url : Files.readAllLines(context.folder().resolve(SubmissionFiles.OBJECT_FOLDERS))) {
            folders.add(S3Location.parse(url));
        }
        return ObjectListing.move(folders, false, submission, context) ? PhaseResult.done() : PhaseResult.again();
    }

    /**
     * Finds the folders of the objects that a sorted table names.
     *
     * @return whether there are any; they are in a file then
     * @throws OperationException when a URL is none of an object that can be fetched as a file, or there are too many folders
     */
    public static boolean findFolders(SubmissionState submission, GroupInputs inputs, List<Group> groups, Path folder)
            throws IOException, OperationException {
        TreeSet<String> folders = new TreeSet<>();
        for (Group group : groups) {
            submission.checkStop();
            for (String path : inputs.next(group)) {
                if (!S3Location.isS3(path)) {
                    continue;
                }
                folders.add(path.substring(0, path.lastIndexOf('/') + 1));
                if (!S3Location.isFileKey(S3Location.parse(path).key())) {
                    throw new OperationException(
                            "The image table names " + path + ", which cannot be the path of a file on"
                                    + " a node: its key must not have empty parts, '.' or '..', control characters, or parts of"
                                    + " more than 255 bytes, nor end with a slash.");
                }
            }
            if (folders.size() > MOST_FOLDERS) {
                throw new OperationException("The objects that the image table names lie in more than " + MOST_FOLDERS
                        + " folders, and each takes a call of S3 to list. Submit fewer plates at once, or give the images"
                        + " as s3://bucket/prefix with imagePattern.");
            }
        }
        UsedCluster used = submission.request().used();
        if (used != null) {
            for (String url : folders) {
                used.checkImages(url);
            }
        }
        Files.write(folder.resolve(SubmissionFiles.OBJECT_FOLDERS), folders);
        return !folders.isEmpty();
    }
}
