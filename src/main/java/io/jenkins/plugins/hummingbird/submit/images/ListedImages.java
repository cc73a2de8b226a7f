package io.jenkins.plugins.hummingbird.submit.images;

import io.jenkins.plugins.hummingbird.cellprofiler.names.ImagePattern;
import io.jenkins.plugins.hummingbird.cellprofiler.names.NameList;
import io.jenkins.plugins.hummingbird.cellprofiler.names.PresetChoice;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Grouping;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Makes the image table out of a complete listing; for a pipeline without a table, and where index files have a say, the
 * list itself is kept.
 */
final class ListedImages {
    private ListedImages() {}

    /** @param listed see {@link ImageListing} */
    static PhaseResult<SubmitPhase> take(Path listed, SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        SubmitRequest request = submission.request();
        ImageListing.tell(listed, request, context);
        if (PresetChoice.isAuto(submission.imagePattern())) {
            findPreset(listed, submission, context);
        }
        NamesTable table = submission.fileLists() ? null : new NamesTable(submission, context);
        submission.imagesIndexed = table != null
                && table.readsIndex()
                && !ReadIndexes.indexes(listed).isEmpty();
        if (table == null || submission.imagesIndexed) {
            Files.move(listed, context.folder().resolve(SubmissionFiles.IMAGES), StandardCopyOption.REPLACE_EXISTING);
        } else {
            table.make(listed);
        }
        return PhaseResult.done();
    }

    /** Sets the preset that explains the names; a move that is not saved finds the same one again. */
    private static void findPreset(Path listed, SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        SubmitRequest request = submission.request();
        String images = request.imageFolder();
        NameList names = taker -> ImageListing.files(listed, path -> {
            submission.checkStop();
            taker.take(path);
        });
        PresetChoice.Found found = new PresetChoice().find(names, images, context.folder());
        context.log("imagePattern: the preset " + found.preset() + " fits the names below " + images + ": it explains "
                + found.matched() + " of " + found.images() + " images");
        Grouping.checkKeys(request.groupingKeys(), new ImagePattern(found.preset()).metadataColumns());
        submission.foundPattern = found.preset();
    }
}
