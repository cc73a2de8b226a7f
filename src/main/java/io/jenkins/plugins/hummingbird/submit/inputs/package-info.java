/**
 * From what the user gives to what the tasks read: pipeline, image table, groups, digests. Asks the head node, and hands
 * nothing to Slurm.
 */
package io.jenkins.plugins.hummingbird.submit.inputs;
