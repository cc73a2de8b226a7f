/**
 * What a submission took: CPU-hours, node-hours, their price, and what less would do. Counted once when it ends, of the executions
 * that the board keeps. Nothing here decides anything about groups or tasks.
 */
package io.jenkins.plugins.hummingbird.submit.usage;
