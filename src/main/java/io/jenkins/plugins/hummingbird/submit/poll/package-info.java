/**
 * Polls of Slurm's queue and of the tasks' status records, shared by all submissions of a login. Gives no verdicts.
 */
package io.jenkins.plugins.hummingbird.submit.poll;
