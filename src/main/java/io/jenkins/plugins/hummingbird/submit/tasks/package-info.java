/**
 * The groups as tasks of Slurm: which ones run, their submission, their verdicts and their retries. Lists no results.
 */
package io.jenkins.plugins.hummingbird.submit.tasks;
