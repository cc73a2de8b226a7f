/**
 * What an operation on clusters saves: its request, its state, its phases and the files in its folder. Nothing here calls
 * AWS or a node, and nothing here may use another package of {@code cluster}.
 */
package io.jenkins.plugins.hummingbird.cluster.state;
