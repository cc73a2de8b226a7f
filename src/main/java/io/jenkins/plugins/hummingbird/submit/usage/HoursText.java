package io.jenkins.plugins.hummingbird.submit.usage;

import java.util.Locale;

/** Hours and sums of money, as numbers and for people. */
final class HoursText {
    private static final double LEAST = 0.01;
    private static final double ROUGH = 100;

    private HoursText() {}

    /** @return with four digits after the point: a third of a second */
    static double rounded(double number) {
        return Math.round(number * 10_000) / 10_000.0;
    }

    /** @return such as {@code 3.42}, {@code 812.4} or {@code less than 0.01} */
    static String words(double number) {
        if (number < LEAST) {
            return "less than " + LEAST;
        }
        return String.format(Locale.ROOT, number < ROUGH ? "%.2f" : "%.1f", number);
    }

    /** @return such as {@code about 3.42} or {@code less than 0.01} */
    static String about(double number) {
        return (number < LEAST ? "" : "about ") + words(number);
    }
}
