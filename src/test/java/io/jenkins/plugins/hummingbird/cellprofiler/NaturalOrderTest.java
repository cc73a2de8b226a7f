package io.jenkins.plugins.hummingbird.cellprofiler;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class NaturalOrderTest {
    private static void assertOrder(String... expected) {
        List<String> mixed = new ArrayList<>(List.of(expected));
        Collections.shuffle(mixed, new Random(7));
        mixed.sort(NaturalOrder.TEXTS);
        assertThat(mixed, is(List.of(expected)));
    }

    @Test
    public void numbersAreComparedAsNumbersAnywhere() {
        assertOrder("", "t", "t1", "t2", "t9", "t10", "t10a", "t100", "u1");
        assertOrder("P2/A01_s1", "P2/A01_s10", "P10/A01_s1", "P10/A01_s2");
        assertOrder("1.5", "1.10", "2", "10");
        assertOrder("x99999999999999999999", "x100000000000000000000");
    }

    @Test
    public void leadingZerosDecideOnlyBetweenOtherwiseEqualTexts() {
        assertOrder("t0", "t00", "t01_a", "t1_b", "t02", "t2", "t010");
    }

    @Test
    public void otherCharactersAreComparedByCodePoints() {
        assertOrder("-", "/", "1", "A", "a", "\u00fc", "\uFF5E", "\uD83D\uDC26");
        assertOrder("a\uFF5E1", "a\uD83D\uDC261");
    }
}
