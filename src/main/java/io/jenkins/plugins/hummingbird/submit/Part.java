package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;

/** One part of a submission. Has no state of its own; a move may be made again from its beginning at any time. */
interface Part {
    /** Makes one move, and sets the submission's next phase when this part is done. */
    Next move(Submission submission, SubmitContext context) throws IOException, OperationException;
}
