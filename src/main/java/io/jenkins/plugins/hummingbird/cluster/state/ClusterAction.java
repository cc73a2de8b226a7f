package io.jenkins.plugins.hummingbird.cluster.state;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The values of the step's parameter {@code action}. */
public enum ClusterAction {
    CREATE,
    DESCRIBE,
    LIST,
    IMAGES,
    UPDATE,
    START,
    STOP,
    DELETE;

    /** @return the parameter's value */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return whether it needs the name of a cluster */
    public boolean hasName() {
        return this != LIST && this != IMAGES;
    }

    /** @return whether it reads a configuration and runs the ParallelCluster CLI on a node */
    public boolean needsCli() {
        return this == CREATE || this == UPDATE;
    }

    /** @throws OperationException for another value */
    public static ClusterAction parse(String word) throws OperationException {
        for (ClusterAction action : values()) {
            if (action.word().equals(word)) {
                return action;
            }
        }
        String words = Arrays.stream(values()).map(ClusterAction::word).collect(Collectors.joining(", "));
        throw new OperationException("action: '" + word + "' is not one of " + words + '.');
    }
}
