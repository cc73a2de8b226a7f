package io.jenkins.plugins.hummingbird.cluster.state;

import io.jenkins.plugins.hummingbird.operation.phase.Phase;

/** The phases of an operation on clusters; the state file names the current one. */
public enum ClusterPhase implements Phase {
    /** The parameters are checked, and the configuration is copied into the operation's folder. */
    READ_INPUTS("reads its inputs"),
    /** The node is asked for the versions of the ParallelCluster CLI and Node.js. */
    CHECK_CLI("checks the ParallelCluster CLI"),
    /** Expired clusters of the same job are deleted. */
    DELETE_EXPIRED("deletes expired clusters"),
    /** The values of the parameters are written into the configuration, and its warnings are logged. */
    FILL_CONFIGURATION("fills in the configuration"),
    /** Whether a cluster of that name exists. */
    FIND_CLUSTER("looks for the cluster"),
    /** The compute fleet is asked to stop. */
    STOP_FLEET("stops the compute fleet"),
    /** Until the head node has stopped the compute fleet. */
    WAIT_FLEET_STOPPED("waits for the compute fleet to stop"),
    /** The head node is stopped. */
    STOP_HEAD_NODE("stops the head node"),
    /** The CLI starts a creation or an update. */
    RUN_CLI("runs the ParallelCluster CLI"),
    /** CloudFormation is asked to delete the stack. */
    START_DELETION("starts the deletion"),
    /** Until the creation, update or deletion of the stack is complete. */
    FOLLOW_STACK("waits for the stack"),
    /** The head node is started if it is stopped. */
    START_HEAD_NODE("starts the head node"),
    /** The compute fleet is asked to start. */
    START_FLEET("starts the compute fleet"),
    /** Until the head node has started the compute fleet. */
    WAIT_FLEET_STARTED("waits for the compute fleet to start"),
    /** The step's result is read from AWS, and the operation ends with it. */
    READ_RESULT("reads the result");

    private final String words;

    ClusterPhase(String words) {
        this.words = words;
    }

    @Override
    public String words() {
        return words;
    }

    /** @return whether its moves need the node around the step */
    public boolean talksToNode() {
        return this == READ_INPUTS || this == CHECK_CLI || this == RUN_CLI;
    }
}
