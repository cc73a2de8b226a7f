/**
 * An NIO channel through a WebSocket, for hosts without a TCP connection. Knows bytes only: neither the SSH protocol
 * nor AWS.
 */
package io.jenkins.plugins.hummingbird.ssh.tunnel;
