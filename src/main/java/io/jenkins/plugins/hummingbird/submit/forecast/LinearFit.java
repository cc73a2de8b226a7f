package io.jenkins.plugins.hummingbird.submit.forecast;

import java.util.Arrays;

/**
 * What a group takes as a function of its size: a fixed part and a part for each image set, neither of them negative. CellProfiler
 * takes seconds to start, then about the same time for each image set.
 */
final class LinearFit {
    private final double fixed;
    private final double each;

    private LinearFit(double fixed, double each) {
        this.fixed = fixed;
        this.each = each;
    }

    /**
     * Fits by least squares. Where all sizes are the same, nothing tells the two parts apart, and all of it is for the image sets.
     *
     * @param sizes at least one, each above 0
     * @param values one for each size, none negative
     */
    static LinearFit of(double[] sizes, double[] values) {
        double size = Arrays.stream(sizes).average().orElseThrow();
        double value = Arrays.stream(values).average().orElseThrow();
        double together = 0;
        double spread = 0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < sizes.length; i++) {
            together += (sizes[i] - size) * (values[i] - value);
            spread += (sizes[i] - size) * (sizes[i] - size);
            products += sizes[i] * values[i];
            squares += sizes[i] * sizes[i];
        }
        if (spread == 0) {
            return new LinearFit(0, value / size);
        }
        double slope = together / spread;
        if (slope < 0) {
            return new LinearFit(value, 0);
        }
        double start = value - slope * size;
        return start < 0 ? new LinearFit(0, products / squares) : new LinearFit(start, slope);
    }

    double at(double size) {
        return fixed + each * size;
    }
}
