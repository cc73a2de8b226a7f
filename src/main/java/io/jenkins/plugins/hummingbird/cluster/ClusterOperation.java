package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Something done with clusters of ParallelCluster: one is made, changed, started, stopped or deleted, or what there is of
 * them is read. This class is the state; what happens in each phase is in the {@link ClusterPart} of that phase.
 */
public final class ClusterOperation extends Operation<ClusterSurroundings> {
    private static final long serialVersionUID = 1L;
    private static final Duration FIRST_CONTACT = Duration.ofMinutes(10);

    private final ClusterRequest request;
    private final long startedMillis;
    private ClusterPhase phase = ClusterPhase.READ_INPUTS;

    /**
     * @param id unique for all time: it names what the operation makes
     * @param request not changed any more
     * @param now its time begins
     */
    public ClusterOperation(String id, ClusterRequest request, Instant now) {
        super(id);
        this.request = request;
        startedMillis = now.toEpochMilli();
    }

    @Override
    protected Next advance(ClusterSurroundings around) throws IOException, OperationException {
        return phase.part().move(this, around);
    }

    @Override
    protected Next undo(ClusterSurroundings around) throws IOException, OperationException {
        return undone();
    }

    @Override
    protected String remains() {
        return "";
    }

    /** Sets the next phase. */
    Next goOn(ClusterPhase next) {
        phase = next;
        return Next.now();
    }

    /** Ends it well, see {@link Operation#done}. */
    Next end(Map<String, ?> result) {
        return done(result);
    }

    @Override
    public String host() {
        return "cloudformation." + request.aws.region;
    }

    @Override
    protected Instant deadline() {
        return Instant.ofEpochMilli(startedMillis).plus(Duration.ofMinutes(request.timeoutMinutes));
    }

    @Override
    protected Duration patience() {
        return FIRST_CONTACT;
    }

    /** @return what it was asked to do */
    public ClusterRequest request() {
        return request;
    }

    /** @return the phase that is under way, for pages and messages */
    public String phaseName() {
        return phase.name();
    }
}
