package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;

/** One part of a bake. Has no state of its own; a move may be made again from its beginning at any time. */
interface BakePart {
    /** Makes one move, and sets the bake's next phase when this part is done. */
    Next move(Bake bake, BakeContext context) throws IOException, OperationException;
}
