package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.cellprofiler.names.IndexFolders;
import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Copies the index files of Harmony and makes the image table of them and of the images' names. */
final class ReadIndexes implements Part {
    @Override
    public Next move(Submission submission, SubmitContext context) throws IOException, OperationException {
        SubmitRequest request = submission.request();
        String images = request.imageFolder();
        Path listed = context.folder().resolve(PlanFileLists.LISTED);
        if (!Files.exists(listed)) {
            // it was removed when the table had been made, and the move that did so was not saved
            if (submission.listing != null) {
                submission.listing.end(submission.headNode(context));
                submission.listing = null;
            }
            return submission.goOn(Phase.LIST_IMAGES);
        }
        Listing listing = Listing.of(submission, context, "indexes");
        if (!listing.isWhole(context)) {
            return listing.move(
                    submission,
                    context,
                    "the copy of Harmony's index files below " + images,
                    RemoteScripts.INDEXES,
                    List.of(images, String.valueOf(Limits.INDEXES)),
                    () -> paths(listed));
        }
        listing.end(submission.headNode(context));
        try (IndexFiles files = new IndexFiles(listing.file(context), images, Limits.INDEXES)) {
            new NamesTable(submission, context).make(listed, indexes(listed), files);
        } catch (IOException e) {
            // without it the next move copies them anew
            Files.deleteIfExists(listing.file(context));
            throw e;
        }
        Files.delete(listing.file(context));
        Files.delete(listed);
        submission.listing = null;
        return submission.goOn(Phase.MAKE_PLAN);
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
        IndexFolders indexes = new IndexFolders();
        ImageListing.files(listed, indexes::add);
        return indexes.paths();
    }
}
