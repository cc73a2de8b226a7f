package io.jenkins.plugins.hummingbird.submit.measurements;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import java.util.Random;
import org.junit.Test;

public class NumberTextTest {
    @Test
    public void hasElevenDigitsInATable() {
        assertThat(NumberText.ofTable(1.0 / 3), is("0.33333333333"));
        assertThat(NumberText.ofTable(-200.0 / 3), is("-66.666666667"));
        assertThat(NumberText.ofTable(0.1 + 0.2), is("0.3"));
        assertThat(NumberText.ofTable(9214), is("9214"));
        assertThat(NumberText.ofTable(0), is("0"));
        assertThat(NumberText.ofTable(-0.0), is("0"));
        assertThat(NumberText.ofTable(1.5e-7), is("1.5E-7"));
        assertThat(NumberText.ofTable(1.25e20), is("1.25E20"));
        assertThat(NumberText.ofTable(Double.NaN), is(""));
    }

    @Test
    public void isTheNumberInATable() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            double value = random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15);
            assertThat(Double.parseDouble(NumberText.ofTable(value)), is(closeTo(value, Math.abs(value) * 1e-10)));
        }
        for (double power = 1e-12; power < 1e15; power *= 10) {
            assertThat(Double.parseDouble(NumberText.ofTable(power)), is(closeTo(power, power * 1e-10)));
            double below = Math.nextDown(power);
            assertThat(Double.parseDouble(NumberText.ofTable(below)), is(closeTo(power, power * 1e-10)));
        }
    }

    @Test
    public void isShortInASentence() {
        assertThat(NumberText.ofSentence(9214), is("9,214"));
        assertThat(NumberText.ofSentence(0.0123456), is("0.01235"));
        assertThat(NumberText.ofSentence(12345.678), is("12,346"));
    }
}
