/**
 * Verification of host keys: remembered, pinned and in known_hosts lines. Decides only whether a key is accepted: opens
 * no connection and stores nothing but the remembered keys.
 */
package io.jenkins.plugins.hummingbird.ssh.hostkey;
