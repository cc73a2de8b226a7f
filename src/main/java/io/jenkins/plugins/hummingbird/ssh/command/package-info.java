/**
 * The execution of one command in an open session: quoting, marks, limits of output, timeout. Opens no sessions and
 * knows no particular command.
 */
package io.jenkins.plugins.hummingbird.ssh.command;
