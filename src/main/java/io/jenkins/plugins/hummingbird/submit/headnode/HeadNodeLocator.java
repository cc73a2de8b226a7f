package io.jenkins.plugins.hummingbird.submit.headnode;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;

/** Finds the head node of the cluster that a request names. */
public interface HeadNodeLocator {
    /**
     * Looks whether jobs can be submitted. Changes nothing.
     *
     * @throws OperationException when there is no such cluster, or somebody has to do something about it first
     */
    Sighting look() throws IOException, OperationException;

    /** Asks for the compute fleet to be started; does nothing when that was asked for, or it runs. */
    void startFleet() throws IOException, OperationException;

    /**
     * Looks where an instance is now that was the head node.
     *
     * @return its address
     * @throws HeadNodeGoneException when there is no such instance any more
     * @throws IOException also while it does not run
     * @throws OperationException when AWS does not answer such a question, or the instance has no such address
     */
    String addressOf(String instanceId) throws IOException, OperationException;

    /**
     * What a look shows.
     *
     * @param waitsFor what has to change by itself before anything can be submitted; empty for nothing
     * @param fleetStopped whether the fleet has to be started before; the head node runs then
     * @param instanceId the head node; empty, like the address, while there is something to wait for
     * @param address by which it is reached
     */
    record Sighting(String waitsFor, boolean fleetStopped, String instanceId, String address) {}
}
