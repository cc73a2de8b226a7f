package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.cellprofiler.ImagePattern;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * Lists the files below the image folder and makes the image table out of their names; for a pipeline without a table the
 * list itself is kept.
 */
final class ListImages implements Part {
    /** What Opera Phenix and Operetta write beside their images. */
    private static final Pattern HARMONY_INDEX =
            Pattern.compile("(?:.*/)?Index(?:\\.idx|\\.ref)?\\.xml", Pattern.DOTALL);

    @Override
    public Next move(Submission submission, SubmitSurroundings around) throws IOException, OperationException {
        SubmitRequest request = submission.request();
        String images = request.imageFolder();
        Listing listing = Listing.of(submission, around, "images");
        if (!listing.isWhole(around)) {
            return listing.move(
                    submission,
                    around,
                    "the listing of " + images,
                    RemoteScripts.LIST_IMAGES,
                    List.of(images),
                    () -> new byte[0]);
        }
        listing.end(around.headNode(request));
        if (request.fileLists()) {
            Files.move(
                    listing.file(around),
                    around.folder().resolve(PlanFileLists.LISTED),
                    StandardCopyOption.REPLACE_EXISTING);
        } else {
            makeTable(request, images, around, listing.file(around));
            Files.delete(listing.file(around));
        }
        submission.listing = null;
        return submission.goOn(Phase.MAKE_PLAN);
    }

    private static void makeTable(SubmitRequest request, String images, SubmitSurroundings around, Path listed)
            throws IOException, OperationException {
        ImagePattern pattern = new ImagePattern(request.imagePattern);
        AtomicBoolean harmonyIndex = new AtomicBoolean();
        NulSplitter paths = new NulSplitter(path -> {
            pattern.add(path);
            if (HARMONY_INDEX.matcher(path).matches()) {
                harmonyIndex.set(true);
            }
        });
        Files.copy(listed, paths);
        paths.rethrow();
        pattern.write(images, around.folder().resolve(ReadInputs.TABLE));
        if (pattern.unmatchedCount() > 0) {
            around.log("WARNING: " + pattern.unmatchedCount() + " files below " + images
                    + " do not match imagePattern and are left out, such as "
                    + String.join(", ", pattern.unmatched()));
        }
        if (harmonyIndex.get()) {
            around.log("Harmony's index file below " + images + " is not read: the table is made of the file names");
        }
        if (!pattern.planeKeys().isEmpty()) {
            around.log("LoadData has no 3D: each value of " + String.join(", ", pattern.planeKeys())
                    + " is an image set of its own");
        }
    }
}
