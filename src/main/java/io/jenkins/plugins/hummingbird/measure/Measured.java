package io.jenkins.plugins.hummingbird.measure;

/**
 * What was measured together, by column in the order of the record.
 *
 * @param values NaN where there is none
 * @param n of how many image sets or objects each value is
 * @param leftOut how many had no value, or an infinite one; empty where that is not said
 */
public record Measured(double[] values, int[] n, int[] leftOut) {}
