package io.jenkins.plugins.hummingbird.operation;

import java.util.List;
import java.util.Map;

/** What a page shows of an operation, taken from its state at one moment. Makes no remote calls. */
public interface OperationView {
    /** @return what it is about, such as {@code AMI cells 20261124} */
    String title();

    /** @return what it is doing, or how it ended: a few words */
    String status();

    /** @return the names and ids of what it created or read, by their labels; only those that are known */
    Map<String, String> facts();

    /** @return the instances that were running for it when the state was written, by type */
    List<InstanceCount> machines();

    /** @return what the resources that exist cost, in hours and sizes: a sentence; empty if nothing is known */
    String cost();
}
