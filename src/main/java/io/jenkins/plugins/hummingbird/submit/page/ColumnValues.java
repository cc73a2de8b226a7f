package io.jenkins.plugins.hummingbird.submit.page;

import java.util.List;

/**
 * The values of one column on some plates.
 *
 * @param column the name of the column
 * @param statistic what a value is of the image sets or objects of its well: {@code sum}, {@code mean}, {@code median}, or
 *     {@code median, weighted}, where a well has several groups and their medians are combined by the number of objects
 * @param low the quantile 0.02 of the values of all plates of the submission; NaN without values
 * @param high the quantile 0.98
 * @param plates in the order in which they were asked for
 */
public record ColumnValues(String column, String statistic, double low, double high, List<Plate> plates) {
    /**
     * A plate.
     *
     * @param values by place, row after row; NaN for none
     * @param median of the values; NaN without values, as all that follow
     * @param mad the median of their distances from it, not scaled
     * @param low their quantile 0.02
     * @param high their quantile 0.98
     * @param rowMedians of each row; NaN for a row without values
     * @param columnMedians of each column
     * @param wells how many values there are
     */
    public record Plate(
            double[] values,
            double median,
            double mad,
            double low,
            double high,
            double[] rowMedians,
            double[] columnMedians,
            int wells) {}
}
