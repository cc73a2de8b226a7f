/**
 * Forms of the steps: lists, checks while somebody types, and the buttons that try a connection. Nothing here
 * runs in a build.
 */
package io.jenkins.plugins.hummingbird.jenkins.form;
