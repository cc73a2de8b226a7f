package io.jenkins.plugins.hummingbird.submit.images;

import io.jenkins.plugins.hummingbird.aws.s3.S3Location;
import io.jenkins.plugins.hummingbird.cellprofiler.Examples;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.objects.ObjectListing;
import io.jenkins.plugins.hummingbird.submit.request.ResultsUrl;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lists the objects below {@code images} in S3. */
public final class ListObjects implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    private static final String LISTED = "objects.images";

    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        SubmitRequest request = submission.request();
        String url = request.imageFolder() + "/";
        if (!ObjectListing.move(List.of(S3Location.parse(url)), true, submission, context)) {
            return PhaseResult.again();
        }
        Path listed = context.folder().resolve(LISTED);
        Examples unfit = new Examples();
        Chosen chosen = new Chosen(resultsBelow(request, url));
        try (BufferedWriter out = Files.newBufferedWriter(listed)) {
            ObjectListing.read(context.folder(), name -> chosen.write(name, out), unfit::add);
            chosen.end(out);
        }
        context.log(submission.objects.objects + " objects below " + request.imageFolder());
        if (unfit.count() > 0) {
            context.log(
                    "WARNING: " + unfit.count() + " objects below " + url + " are left out, for their keys cannot be"
                            + " paths of files: they have empty parts, '.' or '..', control characters, or parts of more than 255"
                            + " bytes: " + unfit);
        }
        if (chosen.results > 0) {
            context.log("resultsUrl lies below images: " + chosen.results + " objects in it are not taken for images");
        }
        PhaseResult<SubmitPhase> result = ListedImages.take(listed, submission, context);
        Files.deleteIfExists(listed);
        return result;
    }

    /** @return the results' folder relative to that of the images, with a slash at its end; empty when it is elsewhere */
    private static String resultsBelow(SubmitRequest request, String images) throws OperationException {
        if (!request.s3.copiesResults()) {
            return "";
        }
        String results = ResultsUrl.parse(request.s3.resultsUrl).folder() + "/";
        return results.startsWith(images) ? results.substring(images.length()) : "";
    }

    /** Writes of all objects those that may be images, as {@code list-images.sh} does. */
    private static final class Chosen {
        private final String resultsFolder;
        private final Examples hidden = new Examples();
        private String lastHidden = "";
        private long results;

        Chosen(String resultsFolder) {
            this.resultsFolder = resultsFolder;
        }

        void write(String name, BufferedWriter out) throws IOException {
            if (!resultsFolder.isEmpty() && name.startsWith(resultsFolder)) {
                results++;
                return;
            }
            String part = HiddenNames.hiddenPart(name);
            if (part.isEmpty()) {
                out.append(name).append('\0');
            } else if (!part.equals(lastHidden) && HiddenNames.mayBeMissed(part, part.length() < name.length())) {
                hidden.add(part);
                lastHidden = part;
            }
        }

        void end(BufferedWriter out) throws IOException {
            if (hidden.count() > 0) {
                out.append(ImageListing.HIDDEN_COUNT)
                        .append(Long.toString(hidden.count()))
                        .append('\0');
                for (String one : hidden.first()) {
                    out.append(ImageListing.HIDDEN).append(one).append('\0');
                }
            }
        }
    }
}
