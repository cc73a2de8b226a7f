package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.cellprofiler.ImagePattern;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** Makes the image table out of the names of the files below the image folder. */
final class ListImages implements Part {
    /** What Opera Phenix and Operetta write beside their images. */
    private static final Pattern HARMONY_INDEX =
            Pattern.compile("(?:.*/)?Index(?:\\.idx|\\.ref)?\\.xml", Pattern.DOTALL);

    @Override
    public Next move(Submission submission, SubmitSurroundings around) throws IOException, OperationException {
        SubmitRequest request = submission.request();
        String images = request.images.replaceFirst("(?<=.)/+$", "");
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
        ImagePattern pattern = new ImagePattern(request.imagePattern);
        AtomicBoolean harmonyIndex = new AtomicBoolean();
        NulSplitter paths = new NulSplitter(path -> {
            pattern.add(path);
            if (HARMONY_INDEX.matcher(path).matches()) {
                harmonyIndex.set(true);
            }
        });
        Files.copy(listing.file(around), paths);
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
        Files.delete(listing.file(around));
        submission.listing = null;
        return submission.goOn(Phase.MAKE_PLAN);
    }
}
