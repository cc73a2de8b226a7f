/**
 * What images and clusters both need to know of AWS ParallelCluster: its release, operating systems, official images,
 * tags and names of clusters. Nothing here knows a bake or a cluster operation.
 */
package io.jenkins.plugins.hummingbird.parallelcluster;
