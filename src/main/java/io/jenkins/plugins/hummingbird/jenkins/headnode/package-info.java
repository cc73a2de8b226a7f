/**
 * Logins to head nodes and how the head node of a named cluster is found. Knows credentials and global settings;
 * nothing here knows a build.
 */
package io.jenkins.plugins.hummingbird.jenkins.headnode;
