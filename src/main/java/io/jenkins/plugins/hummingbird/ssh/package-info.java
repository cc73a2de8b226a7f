/**
 * Commands and files on other machines, over SSH: who may log in with which keys ({@link
 * io.jenkins.plugins.hummingbird.ssh.Login}, {@link io.jenkins.plugins.hummingbird.ssh.key.PrivateKeys}), whether the host
 * is the right one ({@link io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys}), the connections that are shared ({@link
 * io.jenkins.plugins.hummingbird.ssh.connection.Connections}), and what is run over them ({@link
 * io.jenkins.plugins.hummingbird.ssh.Shell}). Files travel through commands too, so that a host whose SFTP is off will
 * do.
 */
package io.jenkins.plugins.hummingbird.ssh;
