package io.jenkins.plugins.hummingbird.operation;

import java.util.List;
import java.util.Map;

/**
 * An operation for those who look at it: what its state said at one moment, in a line. Nothing here asks anything
 * remote.
 */
public interface OperationView {
    /** @return what it is about, such as {@code AMI cells 20261124} */
    String title();

    /** @return what is under way, or how it ended: a few words */
    String status();

    /** @return the names and ids of what it made or read, by what they are; only those that are known */
    Map<String, String> facts();

    /** @return the instances that ran for it when the state was written, by their types */
    List<Machines> machines();

    /** @return what it costs to leave all as it is, in hours and sizes: a sentence; empty where there is nothing to say */
    String cost();
}
