package io.jenkins.plugins.hummingbird.cluster.state;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be done with clusters. */
public enum ClusterAction {
    CREATE,
    DESCRIBE,
    LIST,
    IMAGES,
    UPDATE,
    START,
    STOP,
    DELETE;

    /** @return as the parameter {@code action} has it */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return whether it is done to one cluster, which has a name */
    public boolean hasName() {
        return this != LIST && this != IMAGES;
    }

    /** @return whether a configuration is read and the CLI of ParallelCluster is run, for which there must be a node */
    public boolean needsCli() {
        return this == CREATE || this == UPDATE;
    }

    /** @throws OperationException for a word that is none of these */
    public static ClusterAction parse(String word) throws OperationException {
        for (ClusterAction action : values()) {
            if (action.word().equals(word)) {
                return action;
            }
        }
        String words = Arrays.stream(values()).map(ClusterAction::word).collect(Collectors.joining(", "));
        throw new OperationException("action: '" + word + "' is none of " + words + '.');
    }
}
