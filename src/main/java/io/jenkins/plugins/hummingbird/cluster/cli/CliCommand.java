package io.jenkins.plugins.hummingbird.cluster.cli;

import java.util.List;
import java.util.Map;

/**
 * A command for the node that surrounds the step.
 *
 * @param tool the parameter {@code pcluster} of the step, which says where the ParallelCluster CLI is
 * @param program {@code pcluster}, or what stands beside it or on the node's PATH, such as {@code node}
 * @param arguments of it, of which none is secret
 * @param environment added to the node's own for this process alone; never shown
 * @param configuration the text of a cluster configuration, which is put into a file whose path follows the arguments,
 *     after {@code --cluster-configuration}; empty for none
 */
public record CliCommand(
        String tool, String program, List<String> arguments, Map<String, String> environment, String configuration) {
    /** Without the environment, which holds a session. */
    @Override
    public String toString() {
        return program + ' ' + String.join(" ", arguments);
    }
}
