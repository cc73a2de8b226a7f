package io.jenkins.plugins.hummingbird.measure;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import org.junit.Test;

public class DistributionTest {
    /** The numbers are those of numpy.median, numpy.quantile and scipy.stats.median_abs_deviation. */
    @Test
    public void hasMedianQuantilesAndDeviation() {
        Distribution values = new Distribution(7, 1, Double.NaN, 10, 2.5, Double.POSITIVE_INFINITY, 4);

        assertThat(values.size(), is(5));
        assertThat(values.median(), is(4.0));
        assertThat(values.mad(), is(3.0));
        assertThat(values.quantile(0.02), is(closeTo(1.12, 1e-12)));
        assertThat(values.quantile(0.98), is(closeTo(9.76, 1e-12)));
        assertThat(new Distribution(1, 2, 3, 10).median(), is(2.5));
    }

    @Test
    public void hasNoMedianWithoutValues() {
        assertThat(Double.isNaN(new Distribution(Double.NaN).median()), is(true));
        assertThat(Double.isNaN(new Distribution().mad()), is(true));
    }

    @Test
    public void saysHowFarAValueIsFromTheOthers() {
        Distribution values = new Distribution(1, 2, 3, 4, 5);

        assertThat(values.z(3 + 1.4826 * 2), is(closeTo(2, 1e-12)));
        assertThat(values.z(3), is(0.0));
        assertThat(values.rank(5), is(1));
        assertThat(values.rank(1), is(5));
    }

    @Test
    public void saysNothingOfADistanceWhereAllValuesAreEqual() {
        Distribution values = new Distribution(3, 3, 3, 4);

        assertThat(values.z(3), is(0.0));
        assertThat(Double.isNaN(values.z(4)), is(true));
    }
}
