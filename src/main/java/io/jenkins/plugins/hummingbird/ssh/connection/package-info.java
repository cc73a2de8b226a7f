/**
 * Shared connections: opening, logging in, reusing and closing them, and the configuration of MINA. The only room that
 * creates an SSH client; knows nothing of what commands do.
 */
package io.jenkins.plugins.hummingbird.ssh.connection;
