package io.jenkins.plugins.hummingbird.cluster.state;

import io.jenkins.plugins.hummingbird.operation.phase.PhasedState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The state of an operation on clusters: its request and what its phases have found and started so far. */
public final class ClusterState extends PhasedState<ClusterPhase> {
    private static final long serialVersionUID = 1L;

    private final ClusterRequest request;
    private final CliCalls cli = new CliCalls();
    private String configurationDigest = "";
    private String stackArn;
    private String lastEventId = "";
    private boolean headNodeStarted;
    private boolean fleetStopped;
    private boolean fleetStarted;
    private boolean reused;
    private boolean waitLogged;
    private final ArrayList<LinkedHashMap<String, Object>> validationMessages = new ArrayList<>();
    private boolean undoLogged;
    private Instant undoStarted;

    /**
     * @param id unique for all time: it names what the operation creates
     * @param request not changed afterwards
     * @param now start of the operation's timeout
     */
    public ClusterState(String id, ClusterRequest request, Instant now) {
        super(id, now, ClusterPhase.READ_INPUTS);
        this.request = request;
    }

    /** For XStream: fields that a later version adds get their initial values. */
    private ClusterState() {
        this(null, null, null);
    }

    public ClusterRequest request() {
        return request;
    }

    /** @return the request's action; only after the request was checked */
    public ClusterAction action() {
        return ClusterAction.valueOf(request.action.toUpperCase(Locale.ROOT));
    }

    public CliCalls cli() {
        return cli;
    }

    /** @return the digest of the filled-in configuration; empty before FILL_CONFIGURATION is done */
    public String configurationDigest() {
        return configurationDigest;
    }

    public void setConfigurationDigest(String digest) {
        configurationDigest = digest;
    }

    /** @return the ARN of the cluster's stack; null before it is known */
    public String stackArn() {
        return stackArn;
    }

    public void setStackArn(String arn) {
        stackArn = arn;
    }

    /** @return what CloudFormation finds the stack by: its ARN, or the cluster's name before the ARN is known */
    public String stack() {
        return stackArn == null ? request.name : stackArn;
    }

    /** @return the id of the last stack event that was logged or is older than this operation; empty for none */
    public String lastEventId() {
        return lastEventId;
    }

    public void setLastEventId(String id) {
        lastEventId = id;
    }

    /** @return whether this operation has started the head node */
    public boolean headNodeStarted() {
        return headNodeStarted;
    }

    public void setHeadNodeStarted() {
        headNodeStarted = true;
    }

    /** @return whether this operation has stopped the compute fleet, or is about to, and must start it again */
    public boolean fleetStopped() {
        return fleetStopped;
    }

    public void setFleetStopped() {
        fleetStopped = true;
    }

    /** @return whether this operation has asked the compute fleet to start */
    public boolean fleetStarted() {
        return fleetStarted;
    }

    public void setFleetStarted() {
        fleetStarted = true;
        fleetStopped = false;
    }

    /** @return whether the cluster had this configuration already, or another build creates it */
    public boolean reused() {
        return reused;
    }

    public void setReused(boolean existing) {
        reused = existing;
    }

    /** @return whether the log says that the operation waits for another change of the stack */
    public boolean waitLogged() {
        return waitLogged;
    }

    public void setWaitLogged() {
        waitLogged = true;
    }

    /** @return a mutable list of level, type and message of each of the CLI's validation messages */
    public List<Map<String, Object>> validationMessages() {
        return new ArrayList<>(validationMessages);
    }

    public void addValidationMessage(LinkedHashMap<String, Object> message) {
        validationMessages.add(message);
    }

    /** @return whether the log says what continues in AWS after the operation was stopped */
    public boolean undoLogged() {
        return undoLogged;
    }

    public void setUndoLogged() {
        undoLogged = true;
    }

    /** @return when undoing began; null before */
    public Instant undoStarted() {
        return undoStarted;
    }

    /** Notes the beginning of undoing; later calls change nothing. */
    public void startUndo(Instant now) {
        if (undoStarted == null) {
            undoStarted = now;
        }
    }
}
