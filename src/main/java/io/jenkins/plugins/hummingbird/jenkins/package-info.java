/**
 * What Jenkins saves by its class name (steps, build steps, executions, the global configuration, the tool, the
 * pages of builds), so that these names never change; everything else is in a room below. The only package that
 * knows Jenkins, with all of its rooms.
 */
package io.jenkins.plugins.hummingbird.jenkins;
