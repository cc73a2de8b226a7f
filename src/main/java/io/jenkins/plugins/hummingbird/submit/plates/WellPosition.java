package io.jenkins.plugins.hummingbird.submit.plates;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A well's place on its plate, both from 0: {@code A01} is row 0, column 0. Row 26, the 27th, is {@code AA}: plates of
 * 1,536 wells have 32 rows.
 */
public record WellPosition(int row, int column) {
    static final int MOST_ROWS = 32;
    static final int MOST_COLUMNS = 48;

    private static final Pattern LETTERS = Pattern.compile("([A-Z]{1,2})[-_ ]?0*([1-9][0-9]?)");
    private static final Pattern NUMBERS = Pattern.compile("R0*([1-9][0-9]?)[-_ ]?C0*([1-9][0-9]?)");

    /** @return where that well is, or null when the text is no well of a plate of up to 1,536 */
    public static WellPosition of(String well) {
        String text = well.strip().toUpperCase(Locale.ROOT);
        Matcher numbers = NUMBERS.matcher(text);
        if (numbers.matches()) {
            return of(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
        }
        Matcher letters = LETTERS.matcher(text);
        if (!letters.matches()) {
            return null;
        }
        int row = letters.group(1).chars().reduce(0, (number, letter) -> number * 26 + letter - 'A' + 1);
        return of(row, Integer.parseInt(letters.group(2)));
    }

    private static WellPosition of(int row, int column) {
        return row > MOST_ROWS || column > MOST_COLUMNS ? null : new WellPosition(row - 1, column - 1);
    }

    /** @return where a well is, by its {@link #number} */
    public static WellPosition ofNumber(int number) {
        return new WellPosition(number / MOST_COLUMNS, number % MOST_COLUMNS);
    }

    /** @return row and column in one number, the same on plates of all sizes */
    public int number() {
        return row * MOST_COLUMNS + column;
    }

    /** @return the row's letters, from 0 */
    static String rowName(int row) {
        String last = Character.toString((char) ('A' + row % 26));
        return row < 26 ? last : rowName(row / 26 - 1) + last;
    }

    /** @return the usual name, such as {@code A01} */
    public String name() {
        return rowName(row) + String.format(Locale.ROOT, "%02d", column + 1);
    }
}
