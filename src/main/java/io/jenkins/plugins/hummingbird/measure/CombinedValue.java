package io.jenkins.plugins.hummingbird.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * The value of a column for a well, made of the rows of all groups that have images of it. Sums and means are what they would
 * be of one group. A median is not: it is the mean of the groups' medians, weighted by their numbers of objects.
 */
public final class CombinedValue {
    private final Statistic statistic;
    private final List<Integer> rows = new ArrayList<>();
    private double sum;
    private double only = Double.NaN;
    private int parts;
    private long n;
    private long leftOut;

    /** @param statistic what the values are */
    public CombinedValue(Statistic statistic) {
        this.statistic = statistic;
    }

    /**
     * @param row its number
     * @param value NaN for none
     * @param count of how many, and how many were left out
     */
    void add(int row, double value, int[] count) {
        rows.add(row);
        leftOut += count[1];
        if (Double.isNaN(value)) {
            return;
        }
        parts++;
        only = value;
        n += count[0];
        sum += statistic == Statistic.SUM ? value : value * count[0];
    }

    /** @return NaN for none */
    public double value() {
        if (parts < 2) {
            return only;
        }
        return statistic == Statistic.SUM ? sum : n == 0 ? Double.NaN : sum / n;
    }

    /** @return whether it is made of several medians */
    public boolean isWeighted() {
        return statistic == Statistic.MEDIAN && parts > 1;
    }

    /** @return of how many objects or image sets it is */
    public long n() {
        return n;
    }

    /** @return how many had no value, or an infinite one */
    public long leftOut() {
        return leftOut;
    }

    /** @return the numbers of the rows that it is made of */
    public List<Integer> rows() {
        return rows;
    }
}
