package io.jenkins.plugins.hummingbird.parallelcluster;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.regex.Pattern;

/** The rule for the name of a cluster: PCLUSTER_NAME_REGEX in ParallelCluster's constants.py. */
public final class ClusterName {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]{0,59}");

    private ClusterName() {}

    /**
     * @param parameter of the step that has the name
     * @throws OperationException when the name is not valid
     */
    public static void check(String parameter, String name) throws OperationException {
        if (!NAME.matcher(name).matches()) {
            throw new OperationException(
                    parameter + ": '" + name + "' cannot be the name of a cluster. It begins with a"
                            + " letter and goes on with letters, digits and hyphens, 60 characters at most.");
        }
    }
}
