/**
 * Operations that consist of phases: their state, the table of their phases, and the results of their handlers. Nothing
 * here depends on a particular operation.
 */
package io.jenkins.plugins.hummingbird.operation.phase;
