/**
 * Operations that go through phases: their state, the table of their phases, and what a handler of one answers. Nothing in
 * here knows a particular operation.
 */
package io.jenkins.plugins.hummingbird.operation.phase;
