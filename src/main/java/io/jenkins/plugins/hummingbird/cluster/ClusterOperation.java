package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.cluster.phases.CheckCli;
import io.jenkins.plugins.hummingbird.cluster.phases.ClusterContext;
import io.jenkins.plugins.hummingbird.cluster.phases.DeleteExpiredClusters;
import io.jenkins.plugins.hummingbird.cluster.phases.FillConfiguration;
import io.jenkins.plugins.hummingbird.cluster.phases.FindCluster;
import io.jenkins.plugins.hummingbird.cluster.phases.FollowStack;
import io.jenkins.plugins.hummingbird.cluster.phases.ReadInputs;
import io.jenkins.plugins.hummingbird.cluster.phases.ReadResult;
import io.jenkins.plugins.hummingbird.cluster.phases.RunCli;
import io.jenkins.plugins.hummingbird.cluster.phases.StartDeletion;
import io.jenkins.plugins.hummingbird.cluster.phases.StartFleet;
import io.jenkins.plugins.hummingbird.cluster.phases.StartHeadNode;
import io.jenkins.plugins.hummingbird.cluster.phases.StopFleet;
import io.jenkins.plugins.hummingbird.cluster.phases.StopHeadNode;
import io.jenkins.plugins.hummingbird.cluster.phases.UndoCluster;
import io.jenkins.plugins.hummingbird.cluster.phases.WaitFleetStarted;
import io.jenkins.plugins.hummingbird.cluster.phases.WaitFleetStopped;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterAction;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterPhase;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseTable;
import io.jenkins.plugins.hummingbird.operation.phase.PhasedOperation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Creates, updates, starts, stops or deletes a cluster of ParallelCluster, or reads clusters or official images: the table
 * of its phases, and what it undoes.
 *
 * <p>The stack of a cluster that it creates carries its id as a tag. Each change is noted in the saved state before it is
 * made, so that after a restart, or when the node is lost, the stack is looked for before the change is tried again.
 */
public final class ClusterOperation extends PhasedOperation<ClusterPhase, ClusterState, ClusterContext> {
    private static final long serialVersionUID = 1L;
    private static final Duration FIRST_CONTACT = Duration.ofMinutes(10);
    private static final Duration UNDO_DELAY = Duration.ofSeconds(5);

    private static final PhaseTable<ClusterPhase, ClusterState, ClusterContext> PHASES = new PhaseTable<
                    ClusterPhase, ClusterState, ClusterContext>(ClusterPhase.class)
            .phase(ClusterPhase.READ_INPUTS, new ReadInputs())
            .phase(ClusterPhase.CHECK_CLI, new CheckCli(), ClusterOperation::needsCli)
            .phase(ClusterPhase.DELETE_EXPIRED, new DeleteExpiredClusters(), ClusterOperation::creates)
            .phase(ClusterPhase.FILL_CONFIGURATION, new FillConfiguration(), ClusterOperation::needsCli)
            .phase(ClusterPhase.FIND_CLUSTER, new FindCluster(), ClusterOperation::needsCli)
            .phase(ClusterPhase.STOP_FLEET, new StopFleet(), ClusterOperation::stopsFleet)
            .phase(
                    ClusterPhase.WAIT_FLEET_STOPPED,
                    new WaitFleetStopped(),
                    state -> stopsFleet(state) && state.request().wait)
            .phase(ClusterPhase.STOP_HEAD_NODE, new StopHeadNode(), state -> state.request().headNode)
            .phase(ClusterPhase.RUN_CLI, new RunCli(), ClusterOperation::needsCli)
            .phase(ClusterPhase.START_DELETION, new StartDeletion(), ClusterOperation::deletes)
            .phase(
                    ClusterPhase.FOLLOW_STACK,
                    new FollowStack(),
                    state -> (needsCli(state) || deletes(state)) && state.request().wait)
            .phase(ClusterPhase.START_HEAD_NODE, new StartHeadNode(), ClusterOperation::starts)
            .phase(ClusterPhase.START_FLEET, new StartFleet(), ClusterOperation::startsFleet)
            .phase(
                    ClusterPhase.WAIT_FLEET_STARTED,
                    new WaitFleetStarted(),
                    state -> state.fleetStarted() && state.request().wait)
            .phase(ClusterPhase.READ_RESULT, new ReadResult());

    /**
     * @param id unique for all time: it names what the operation creates
     * @param request not changed afterwards
     * @param now start of its timeout
     */
    public ClusterOperation(String id, ClusterRequest request, Instant now) {
        super(new ClusterState(id, request, now));
    }

    private static boolean needsCli(ClusterState state) {
        return state.action().needsCli();
    }

    private static boolean creates(ClusterState state) {
        return state.action() == ClusterAction.CREATE;
    }

    private static boolean deletes(ClusterState state) {
        return state.action() == ClusterAction.DELETE;
    }

    private static boolean starts(ClusterState state) {
        return state.action() == ClusterAction.START;
    }

    private static boolean stopsFleet(ClusterState state) {
        return state.action() == ClusterAction.STOP || state.request().stopFleet;
    }

    private static boolean startsFleet(ClusterState state) {
        return starts(state) || state.fleetStopped();
    }

    @Override
    protected PhaseTable<ClusterPhase, ClusterState, ClusterContext> phases() {
        return PHASES;
    }

    @Override
    protected Next undo(ClusterContext context) throws IOException, OperationException {
        state().startUndo(context.now());
        return UndoCluster.move(state(), context, failed()) ? undone() : Next.in(UNDO_DELAY);
    }

    @Override
    protected String remains() {
        return UndoCluster.remains(state());
    }

    @Override
    public String host() {
        return "cloudformation." + request().aws.region;
    }

    @Override
    protected boolean talksToNode() {
        return state().phase().talksToNode();
    }

    @Override
    protected Duration timeout() {
        return Duration.ofMinutes(request().timeoutMinutes);
    }

    /** After a change has started, AWS is asked about it until the timeout. */
    @Override
    protected Duration patience() {
        return state().cli().changeIntended() || state().stackArn() != null ? null : FIRST_CONTACT;
    }

    /** @return what it was asked to do */
    public ClusterRequest request() {
        return state().request();
    }
}
