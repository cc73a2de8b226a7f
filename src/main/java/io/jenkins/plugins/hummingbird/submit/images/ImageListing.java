package io.jenkins.plugins.hummingbird.submit.images;

import io.jenkins.plugins.hummingbird.cellprofiler.Examples;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.headnode.NulSplitter;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.IOException;
import java.nio.file.Path;

/** What {@code list-images.sh} printed: the files below the image folder, and what it left out. */
public final class ImageListing {
    /** Before the path of a folder that was left out because another path leads to it. */
    private static final String LISTED = "/listed/";

    /** Before the path of something hidden that was left out. */
    static final String HIDDEN = "/hidden/";

    /** Before the number of such paths, of which not all are there. */
    static final String HIDDEN_COUNT = "/hidden-count/";

    private ImageListing() {}

    /**
     * Hands on the paths of the files, relative to the image folder, in the order of their bytes; without those that are
     * not in UTF-8, which neither a table nor a list of files for CellProfiler can hold.
     */
    public static void files(Path listing, NulSplitter.Taker taker) throws IOException, OperationException {
        NulSplitter.split(
                listing,
                path -> {
                    if (!path.startsWith("/")) {
                        taker.take(path);
                    }
                },
                garbled -> {});
    }

    /** Says in the log what is left out. */
    static void tell(Path listing, SubmitRequest request, SubmitContext context)
            throws IOException, OperationException {
        Examples garbled = new Examples();
        Examples listed = new Examples();
        Examples hidden = new Examples();
        StringBuilder hiddenCount = new StringBuilder();
        NulSplitter.split(
                listing,
                path -> {
                    if (path.startsWith(LISTED)) {
                        listed.add(path.substring(LISTED.length()));
                    } else if (path.startsWith(HIDDEN)) {
                        hidden.add(path.substring(HIDDEN.length()));
                    } else if (path.startsWith(HIDDEN_COUNT)) {
                        hiddenCount.append(path, HIDDEN_COUNT.length(), path.length());
                    }
                },
                garbled::add);
        String images = request.imageFolder();
        if (garbled.count() > 0) {
            context.log("WARNING: " + garbled.count() + " names below " + images
                    + " are not in UTF-8 and are left out: " + garbled + ". Rename them to have them analysed");
        }
        if (listed.count() > 0) {
            context.log("Folders are listed once: left out are " + listed.count() + " below " + images
                    + " to which another path leads, or in which it lies: " + listed);
        }
        if (!hiddenCount.isEmpty()) {
            context.log(
                    hiddenCount + " folders or images below " + images + " are hidden and left out: their names begin"
                            + " with a dot; the first are " + hidden + ". Rename what is to be analysed");
        }
        if (request.output.startsWith(images.equals("/") ? images : images + "/")) {
            context.log("output lies below images: what is in it is not taken for images");
        }
    }
}
