package io.jenkins.plugins.hummingbird.submit.page;

import java.util.List;

/**
 * What was measured in a well, for one column.
 *
 * @param name of the well, such as {@code D07}
 * @param value NaN for none
 * @param z how many robust standard deviations (1.4826 times the median absolute deviation) the value lies above the plate's
 *     median; NaN where that is not defined
 * @param n of how many objects or image sets the value is
 * @param leftOut how many had no value, or an infinite one
 * @param unit {@code objects} or {@code image sets}
 * @param rank its place among the wells of its plate, 1 for the highest value; 0 without a value
 * @param of how many wells of the plate have a value
 * @param median of the plate; NaN without values
 * @param statistic as in {@link ColumnValues}
 * @param sites the image sets or groups of the well; empty where only one is known
 */
public record WellValue(
        String name,
        double value,
        double z,
        long n,
        long leftOut,
        String unit,
        int rank,
        int of,
        double median,
        String statistic,
        List<Site> sites) {
    /**
     * One of several image sets or groups of a well.
     *
     * @param name as the metadata have it, or its number
     * @param value NaN for none
     * @param n of how many objects or image sets
     */
    public record Site(String name, double value, long n) {}
}
