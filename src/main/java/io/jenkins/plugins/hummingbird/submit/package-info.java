/**
 * A submission: images and a CellProfiler pipeline become Slurm arrays. {@link
 * io.jenkins.plugins.hummingbird.submit.Submission} has the table of its phases; what they do is in the rooms below. Nothing
 * here knows Jenkins.
 */
package io.jenkins.plugins.hummingbird.submit;
