/**
 * What the build's page shows of a submission, read from its saved state. Never asks the head node, and changes nothing.
 */
package io.jenkins.plugins.hummingbird.submit.page;
