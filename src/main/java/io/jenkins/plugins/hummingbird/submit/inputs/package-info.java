/**
 * From the image table, or the list of images, to what the tasks read: groups, digests, the files of tasks. Asks the head node,
 * and hands nothing to Slurm.
 */
package io.jenkins.plugins.hummingbird.submit.inputs;
