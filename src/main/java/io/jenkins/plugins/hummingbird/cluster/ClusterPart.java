package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;

/** One part of work on clusters. Has no state of its own; a move may be made again from its beginning at any time. */
interface ClusterPart {
    /** Makes one move, and sets the next phase when this part is done. */
    Next move(ClusterOperation operation, ClusterContext context) throws IOException, OperationException;
}
