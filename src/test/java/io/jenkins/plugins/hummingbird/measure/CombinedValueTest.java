package io.jenkins.plugins.hummingbird.measure;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.Test;

public class CombinedValueTest {
    private static CombinedValue of(Statistic statistic) {
        CombinedValue value = new CombinedValue(statistic);
        value.add(3, 10, new int[] {1, 0});
        value.add(4, Double.NaN, new int[] {0, 2});
        value.add(5, 20, new int[] {3, 1});
        return value;
    }

    @Test
    public void addsNumbersOfObjects() {
        assertThat(of(Statistic.SUM).value(), is(30.0));
    }

    @Test
    public void weighsMeansByTheNumberOfImageSets() {
        assertThat(of(Statistic.MEAN).value(), is(17.5));
        assertThat(of(Statistic.MEAN).isWeighted(), is(false));
    }

    @Test
    public void weighsMediansAndSaysSo() {
        CombinedValue value = of(Statistic.MEDIAN);

        assertThat(value.value(), is(17.5));
        assertThat(value.isWeighted(), is(true));
        assertThat(value.n(), is(4L));
        assertThat(value.leftOut(), is(3L));
        assertThat(value.rows(), contains(3, 4, 5));
    }

    @Test
    public void leavesASingleMedianAsItIs() {
        CombinedValue value = new CombinedValue(Statistic.MEDIAN);
        value.add(0, 0.1, new int[] {0, 0});

        assertThat(value.value(), is(0.1));
        assertThat(value.isWeighted(), is(false));
    }
}
