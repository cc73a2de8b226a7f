package io.jenkins.plugins.hummingbird.cluster.cli;

/**
 * The result of a command on the node.
 *
 * @param exitCode of the process
 * @param out what it wrote to stdout, 4 MiB at most
 * @param err the end of what it wrote to stderr
 * @param log the end of the log of ParallelCluster's CLI, 1 MiB at most; empty when it wrote none
 */
public record CommandResult(int exitCode, String out, String err, String log) {}
