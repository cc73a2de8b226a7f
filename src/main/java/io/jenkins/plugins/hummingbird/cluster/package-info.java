/**
 * Clusters of AWS ParallelCluster: what there is of them, read without the CLI ({@link
 * io.jenkins.plugins.hummingbird.cluster.ClusterStacks}, {@link
 * io.jenkins.plugins.hummingbird.cluster.ClusterInstances}, {@link
 * io.jenkins.plugins.hummingbird.cluster.ComputeFleet}), why a creation failed, how one is deleted, and the configuration
 * that one is made from ({@link io.jenkins.plugins.hummingbird.cluster.ClusterConfiguration}).
 */
package io.jenkins.plugins.hummingbird.cluster;
