package io.jenkins.plugins.hummingbird.measure;

import java.util.Arrays;
import java.util.Collection;

/** Some values in their order, without those that are no numbers or infinite. */
public final class Distribution {
    /** So many median absolute deviations are a standard deviation, where values are distributed normally. */
    private static final double TO_DEVIATION = 1.4826;

    private final double[] sorted;

    public Distribution(double... values) {
        sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    }

    public static Distribution of(Collection<Double> values) {
        return new Distribution(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** @return how many values there are */
    public int size() {
        return sorted.length;
    }

    /** @return NaN without values */
    public double median() {
        return quantile(0.5);
    }

    /**
     * @param part of the values, from 0 to 1
     * @return the value below which that part lies, in between two values in proportion (type 7 of Hyndman and Fan, as
     *     numpy and R do it); NaN without values
     */
    public double quantile(double part) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] == sorted[above]
                ? sorted[below]
                : sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** @return the median of the distances from the median, not scaled; NaN without values */
    public double mad() {
        double median = median();
        return new Distribution(Arrays.stream(sorted)
                        .map(value -> Math.abs(value - median))
                        .toArray())
                .median();
    }

    /** @return by how many robust standard deviations a value lies above the median; NaN where that is not defined */
    public double z(double value) {
        return z(value, median(), mad());
    }

    /**
     * @param median of the values
     * @param mad theirs
     * @return as {@link #z(double)}
     */
    public static double z(double value, double median, double mad) {
        if (value == median) {
            return 0;
        }
        return mad == 0 ? Double.NaN : (value - median) / (TO_DEVIATION * mad);
    }

    /** @return the place of a value from the highest, from 1: that of the first one of those that are equal */
    public int rank(double value) {
        int above = 0;
        while (above < sorted.length && sorted[sorted.length - 1 - above] > value) {
            above++;
        }
        return above + 1;
    }
}
