/**
 * The node around a step: its workspace, and commands that are run on it. Knows no operation and no form.
 */
package io.jenkins.plugins.hummingbird.jenkins.node;
