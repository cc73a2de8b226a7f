package io.jenkins.plugins.hummingbird.submit.headnode;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A phase that lets a script list something on the head node, and takes in the listing when it is complete. */
public abstract class ListingPhase implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    /** @return what is to be listed; null for nothing this time */
    protected abstract Listing listing(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException;

    /**
     * Takes in the listing. When it throws an {@link IOException}, the same listing is taken in again.
     *
     * @param file deleted afterwards, where it is still there; null when nothing was listed
     */
    protected abstract PhaseResult<SubmitPhase> take(Path file, SubmissionState submission, SubmitContext context)
            throws IOException, OperationException;

    @Override
    public final PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        Listing listing = listing(submission, context);
        if (listing == null) {
            return take(null, submission, context);
        }
        PhaseResult<SubmitPhase> copying = listing.move(submission, context);
        if (copying != null) {
            return copying;
        }
        Listing.end(submission.listing, context.headNode(submission));
        Path file = Listing.file(submission.listing, context.folder());
        PhaseResult<SubmitPhase> next = take(file, submission, context);
        Files.deleteIfExists(file);
        submission.listing = null;
        return next;
    }
}
