package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Something done with clusters of ParallelCluster: one is made, changed, started, stopped or deleted, or what there is of
 * them is read. This class is the state; what happens in each phase is in the {@link ClusterPart} of that phase.
 *
 * <p>The stack of a cluster that it makes carries its id as a tag. What is about to be begun is saved before, so that after
 * a restart, or when the node is lost, the stack is looked for before anything is begun again.
 */
public final class ClusterOperation extends Operation<ClusterContext> {
    private static final long serialVersionUID = 1L;
    private static final Duration FIRST_CONTACT = Duration.ofMinutes(10);

    private final ClusterRequest request;
    private final long startedMillis;
    private ClusterPhase phase = ClusterPhase.READ_INPUTS;

    /** Of the CLI; null before it is known. */
    String cliVersion;

    /** See {@link ClusterConfiguration#digest()}; null before the configuration is filled in. */
    String digest;

    /** Whether the CLI is called, or may be, to begin a creation or an update. */
    boolean cliIntended;

    /** When the present call of the CLI began, in milliseconds since 1970; 0 for none. */
    long cliMillis;

    /** How often it was called to begin the same. */
    int cliCalls;

    /** The stack that is followed; null while there is none. */
    String stackArn;

    /** The id of the last event of the stack that was said; empty for none. */
    String lastEvent = "";

    /** Whether this operation has started the head node. */
    boolean headNodeStarted;

    /** Whether the compute fleet is stopped by this operation, or about to be, and must be started again. */
    boolean fleetStopped;

    /** Whether an update is done, so that the fleet is to be started. */
    boolean updated;

    /** Whether there was a cluster made from the same configuration already. */
    boolean reused;

    /** Whether the step is known to wait for somebody else's work on the stack, which is said once. */
    boolean waitSaid;

    /** What the CLI said of the configuration: level, type and message of each. */
    final ArrayList<LinkedHashMap<String, Object>> validationMessages = new ArrayList<>();

    /** Whether it was said what goes on in AWS when it is undone. */
    boolean undoSaid;

    /** Since when it is undone, in milliseconds since 1970; 0 before. */
    long undoMillis;

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
    protected Next advance(ClusterContext context) throws IOException, OperationException {
        return phase.part().move(this, context);
    }

    @Override
    protected Next undo(ClusterContext context) throws IOException, OperationException {
        if (undoMillis == 0) {
            undoMillis = context.now().toEpochMilli();
        }
        return UndoCluster.move(this, context) ? undone() : Next.in(Duration.ofSeconds(5));
    }

    @Override
    protected String remains() {
        return UndoCluster.remains(this);
    }

    /** Sets the next phase. */
    Next goOn(ClusterPhase next) {
        phase = next;
        return Next.now();
    }

    /** Sets the phase that comes when an update is done, or there was nothing to update. */
    Next goOnUpdated() {
        updated = true;
        return goOn(fleetStopped ? ClusterPhase.ASK_FLEET : ClusterPhase.ANSWER);
    }

    /** Whether the fleet is to be started; otherwise it is to be stopped. */
    boolean startsFleet() {
        return action() == ClusterAction.START || updated;
    }

    /** Ends it well, see {@link Operation#done}. */
    Next end(Map<String, ?> result) {
        return done(result);
    }

    /** Whether the CLI may have begun something by now. */
    boolean isCliCalled() {
        return cliIntended;
    }

    /** Whether it is undone because it failed, and not because it was stopped. */
    boolean hasFailed() {
        return failed();
    }

    /** Whether the step is to end only when what it began is done. */
    boolean waits() {
        return request.wait;
    }

    @Override
    public String host() {
        return "cloudformation." + request.aws.region;
    }

    @Override
    protected boolean talksToNode() {
        return phase.talksToNode();
    }

    @Override
    protected Instant deadline() {
        return Instant.ofEpochMilli(startedMillis).plus(Duration.ofMinutes(request.timeoutMinutes));
    }

    /** Once something is begun, AWS is asked how it goes on for as long as there is time. */
    @Override
    protected Duration patience() {
        return cliIntended || stackArn != null ? null : FIRST_CONTACT;
    }

    @Override
    protected String doing() {
        return phase.words();
    }

    /** @return what it was asked to do */
    public ClusterRequest request() {
        return request;
    }

    ClusterAction action() {
        return ClusterAction.valueOf(request.action.toUpperCase(Locale.ROOT));
    }

    /** @return the phase that is under way, for pages and messages */
    public String phaseName() {
        return phase.name();
    }

    Instant started() {
        return Instant.ofEpochMilli(startedMillis);
    }
}
