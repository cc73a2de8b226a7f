package io.jenkins.plugins.hummingbird.jenkins.run;

import java.time.Instant;

/**
 * How an operation stood after its last move: what a list of all of them says of it. Kept in memory alone, so that a list of
 * hundreds reads no file and waits for no move.
 *
 * @param label what it is, such as {@code Submission submit-... to HOST}
 * @param cluster that it works with, as its step names it; empty for none
 * @param begun when it was begun; null before
 * @param status what is under way, in a few words
 * @param waiting why its tasks wait in Slurm: a sentence; empty where none waits
 */
public record OperationGlance(String label, String cluster, Instant begun, String status, String waiting) {}
