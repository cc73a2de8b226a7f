package io.jenkins.plugins.hummingbird.jenkins.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.Test;

public class UsageBarsTest {
    private static String last(double cpuHours, double price) {
        return new UsageBars(List.of(new UsageBars.Build("#1", cpuHours, price, "EUR"))).getLast();
    }

    @Test
    public void aPriceIsAboutANumberOrLessThanTheLeast() {
        assertThat(last(24, 2.5), is("#1: 24.00 CPU-hours, about 2.50 EUR"));
        assertThat(last(0.001, 0.002), is("#1: less than 0.01 CPU-hours, less than 0.01 EUR"));
        assertThat(last(0, -1), is("#1: less than 0.01 CPU-hours"));
    }
}
