/**
 * Private keys: parsing, checking and generating. Nothing here is saved or logged, and no message contains a part of a
 * key.
 */
package io.jenkins.plugins.hummingbird.ssh.key;
