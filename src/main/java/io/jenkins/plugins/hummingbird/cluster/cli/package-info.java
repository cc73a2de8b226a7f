/**
 * The ParallelCluster CLI: a command for the node around the step, its result, and what its response and its version mean.
 * Nothing here may call AWS or use phases.
 */
package io.jenkins.plugins.hummingbird.cluster.cli;
