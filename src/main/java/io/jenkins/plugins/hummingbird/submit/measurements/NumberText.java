package io.jenkins.plugins.hummingbird.submit.measurements;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as texts. */
final class NumberText {
    /** As many digits as a {@code ValueStore} keeps. */
    private static final int DIGITS = 11;

    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private NumberText() {}

    /** @return with eleven digits at most, for a table; empty for NaN */
    static String ofTable(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e11) {
            return Long.toString((long) value);
        }
        int decimals = DIGITS - 1 - (int) Math.floor(Math.log10(size));
        if (!Double.isFinite(value) || decimals < 1 || decimals > 15) {
            return Double.toString(Double.isFinite(value) ? rounded(value, DIGITS) : value);
        }
        // faster than BigDecimal: a table has millions of them
        long scaled = Math.round(size * POWERS[decimals]);
        while (decimals > 0 && scaled % 10 == 0) {
            scaled /= 10;
            decimals--;
        }
        StringBuilder text = new StringBuilder(Long.toString(scaled));
        while (text.length() <= decimals) {
            text.insert(0, '0');
        }
        if (decimals > 0) {
            text.insert(text.length() - decimals, '.');
        }
        return value < 0 ? text.insert(0, '-').toString() : text.toString();
    }

    /** @return for a sentence: whole numbers with separators, others with four digits */
    static String ofSentence(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        return Math.abs(value) >= 1000
                ? String.format(Locale.ROOT, "%,.0f", value)
                : Double.toString(rounded(value, 4));
    }

    private static double rounded(double value, int digits) {
        return new BigDecimal(value).round(new MathContext(digits)).doubleValue();
    }

    /** @return whole, with separators */
    static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
