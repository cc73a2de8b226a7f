/**
 * The cluster configuration as users write it: what the step fills in, which nodes get which image, and its warnings. Nothing
 * here may use phases or the CLI.
 */
package io.jenkins.plugins.hummingbird.cluster.configuration;
