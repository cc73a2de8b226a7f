/**
 * A handler for each phase of an operation on clusters, what handlers share, and what undoes an operation. A handler may not
 * use another handler: the table of {@code ClusterOperation} says which phase comes next.
 */
package io.jenkins.plugins.hummingbird.cluster.phases;
