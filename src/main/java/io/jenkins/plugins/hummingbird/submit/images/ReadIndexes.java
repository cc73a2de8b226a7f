package io.jenkins.plugins.hummingbird.submit.images;

import io.jenkins.plugins.hummingbird.cellprofiler.names.HarmonyIndexFiles;
import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.submit.headnode.Listing;
import io.jenkins.plugins.hummingbird.submit.headnode.ListingPhase;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Copies the index files of Harmony and makes the image table of them and of the images' names. */
public final class ReadIndexes extends ListingPhase {
    @Override
    protected Listing listing(SubmissionState submission, SubmitContext context) {
        Path listed = listed(context);
        String images = submission.request().imageFolder();
        return Files.exists(listed)
                ? new Listing(
                        "indexes",
                        "the copy of Harmony's index files below " + images,
                        RemoteScripts.INDEXES,
                        List.of(images, String.valueOf(Limits.INDEXES)),
                        () -> paths(listed))
                : null;
    }

    @Override
    protected PhaseResult<SubmitPhase> take(Path file, SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        Path listed = listed(context);
        if (file == null) {
            // it was removed when the table had been made, and the move that did so was not saved
            if (submission.listing != null) {
                Listing.end(submission.listing, context.headNode(submission));
                submission.listing = null;
            }
            return PhaseResult.goTo(SubmitPhase.LIST_IMAGES);
        }
        String images = submission.request().imageFolder();
        try (IndexFiles files = new IndexFiles(file, images, Limits.INDEXES)) {
            new NamesTable(submission, context).make(listed, indexes(listed), files);
        } catch (IOException e) {
            // without it the next move copies them anew
            Files.deleteIfExists(file);
            throw e;
        }
        Files.delete(listed);
        return PhaseResult.done();
    }

    private static Path listed(SubmitContext context) {
        return context.folder().resolve(SubmissionFiles.IMAGES);
    }

    private static byte[] paths(Path listed) throws IOException, OperationException {
        ByteArrayOutputStream paths = new ByteArrayOutputStream();
        for (String path : indexes(listed)) {
            paths.writeBytes(path.getBytes(StandardCharsets.UTF_8));
            paths.write(0);
        }
        return paths.toByteArray();
    }

    /** @return the index files that count, in the order of the list */
    static List<String> indexes(Path listed) throws IOException, OperationException {
        HarmonyIndexFiles indexes = new HarmonyIndexFiles();
        ImageListing.files(listed, indexes::add);
        return indexes.paths();
    }
}
