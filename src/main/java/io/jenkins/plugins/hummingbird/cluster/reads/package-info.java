/**
 * Clusters as AWS shows them, without the CLI: stacks and their events, instances, compute fleets, storage, logs and
 * directories; also the single calls that start, stop and delete these. Nothing here may use phases, configurations or the CLI.
 */
package io.jenkins.plugins.hummingbird.cluster.reads;
