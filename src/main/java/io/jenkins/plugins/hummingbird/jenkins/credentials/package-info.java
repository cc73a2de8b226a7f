/**
 * Credentials of Jenkins: whose they are, how they are looked up, and what AWS and SSH make of them. Knows the
 * global settings, and no form, build or step.
 */
package io.jenkins.plugins.hummingbird.jenkins.credentials;
