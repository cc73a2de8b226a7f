/**
 * The cluster step: {@link io.jenkins.plugins.hummingbird.cluster.ClusterOperation} with the table of its phases, and the
 * view of it that pages show. Everything else belongs in a sub-package, and none of these may use this package.
 */
package io.jenkins.plugins.hummingbird.cluster;
