package io.jenkins.plugins.hummingbird.cluster.cli;

import java.util.List;
import java.util.Map;

/**
 * A command for the node around the step.
 *
 * @param tool the parameter {@code pcluster} of the step, which says where the ParallelCluster CLI is
 * @param program {@code pcluster}, or a program in its folder or on the node's PATH, such as {@code node}
 * @param arguments none of them secret
 * @param environment added to the node's environment for this process only; never logged
 * @param configuration the text of a cluster configuration, which is written into a file that the CLI gets as {@code
 *     --cluster-configuration}; empty for none
 */
public record CliCommand(
        String tool, String program, List<String> arguments, Map<String, String> environment, String configuration) {
    /** @return without the environment, which contains AWS credentials */
    @Override
    public String toString() {
        return program + ' ' + String.join(" ", arguments);
    }
}
