package io.jenkins.plugins.hummingbird.submit.images;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.submit.headnode.Listing;
import io.jenkins.plugins.hummingbird.submit.headnode.ListingPhase;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Lists the files below the image folder of the head node. */
public final class ListImages extends ListingPhase {
    @Override
    protected Listing listing(SubmissionState submission, SubmitContext context) {
        SubmitRequest request = submission.request();
        String images = request.imageFolder();
        return new Listing(
                "images",
                "the listing of " + images,
                RemoteScripts.LIST_IMAGES,
                List.of(images, request.output),
                () -> new byte[0]);
    }

    @Override
    protected PhaseResult<SubmitPhase> take(Path listed, SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        return ListedImages.take(listed, submission, context);
    }
}
