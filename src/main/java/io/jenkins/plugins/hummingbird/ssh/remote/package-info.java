/**
 * Files and detached commands on another machine, built from plain commands. Uses only Shell and never the connection
 * itself.
 */
package io.jenkins.plugins.hummingbird.ssh.remote;
