package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Lists the files below the image folder and makes the image table out of their names; for a pipeline without a table,
 * and where index files have a say, the list itself is kept.
 */
final class ListImages implements Part {
    @Override
    public Next move(Submission submission, SubmitContext context) throws IOException, OperationException {
        SubmitRequest request = submission.request();
        String images = request.imageFolder();
        Listing listing = Listing.of(submission, context, "images");
        if (!listing.isWhole(context)) {
            return listing.move(
                    submission,
                    context,
                    "the listing of " + images,
                    RemoteScripts.LIST_IMAGES,
                    List.of(images, request.output),
                    () -> new byte[0]);
        }
        listing.end(submission.headNode(context));
        Path listed = listing.file(context);
        ImageListing.tell(listed, request, context);
        NamesTable table = request.fileLists() ? null : new NamesTable(submission, context);
        boolean indexed = table != null
                && table.readsIndex()
                && !ReadIndexes.indexes(listed).isEmpty();
        if (table == null || indexed) {
            Files.move(listed, context.folder().resolve(PlanFileLists.LISTED), StandardCopyOption.REPLACE_EXISTING);
        } else {
            table.make(listed);
            Files.delete(listed);
        }
        submission.listing = null;
        return submission.goOn(indexed ? Phase.READ_INDEXES : Phase.MAKE_PLAN);
    }
}
