package io.jenkins.plugins.hummingbird.cellprofiler.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The type that LoadData assigns to a column, determined as in CellProfiler 4.2 ({@code get_loaddata_type}): 32-bit
 * integers, else floats, else text, from all values of the file that it reads. It determines the order of groups and
 * the recorded values: {@code 0123} becomes 123 if all values of the column are digits.
 */
final class ColumnType {
    private static final Set<String> ALWAYS_TEXT = Set.of("wellcol", "wellcolumn", "column", "col");
    private static final String DIGITS = "\\d+(_\\d+)*";
    private static final Pattern INTEGER = Pattern.compile("[+-]?" + DIGITS);
    private static final Pattern FLOAT = Pattern.compile(
            "[+-]?((D\\.?(D)?|\\.D)(e[+-]?D)?|nan|inf(inity)?)".replace("D", DIGITS), Pattern.CASE_INSENSITIVE);
    private static final Pattern SPACE_AROUND = Pattern.compile("\\A\\s+|\\s+\\z", Pattern.UNICODE_CHARACTER_CLASS);

    private enum Kind {
        INTEGER,
        FLOAT,
        TEXT
    }

    private Kind kind;

    /** @param key the metadata key, without {@code Metadata_} */
    ColumnType(String key) {
        // LoadData compares the part before an underscore: Col_2 is always text, and Well_Column is not
        String word = key.split("_", 2)[0].toLowerCase(Locale.ROOT);
        kind = ALWAYS_TEXT.contains(word) ? Kind.TEXT : Kind.INTEGER;
    }

    private ColumnType(Kind kind) {
        this.kind = kind;
    }

    /** @return the type of a column that is always text */
    static ColumnType text() {
        return new ColumnType(Kind.TEXT);
    }

    /** Adds a value of the column. */
    void observe(String value) {
        if (kind != Kind.TEXT) {
            Kind of = kindOf(plain(value));
            kind = kind == Kind.FLOAT && of == Kind.INTEGER ? Kind.FLOAT : of;
        }
    }

    private static Kind kindOf(String plain) {
        if (INTEGER.matcher(plain).matches()) {
            return integer(plain).bitLength() < 32 ? Kind.INTEGER : Kind.TEXT;
        }
        return FLOAT.matcher(plain).matches() ? Kind.FLOAT : Kind.TEXT;
    }

    /** Normalizes a value as Python parses numbers: without surrounding space, and with digits of any script. */
    private static String plain(String value) {
        StringBuilder plain = new StringBuilder();
        SPACE_AROUND.matcher(value).replaceAll("").codePoints().forEach(c -> {
            int digit = Character.digit(c, 10);
            plain.appendCodePoint(digit < 0 ? c : '0' + digit);
        });
        return plain.toString();
    }

    private static BigInteger integer(String plain) {
        return new BigInteger(plain.replace("_", ""));
    }

    /** @return whether the values observed so far are recorded unchanged */
    boolean isText() {
        return kind == Kind.TEXT;
    }

    /** @return the value as CellProfiler records it and sorts groups by it, after all values were observed */
    String recorded(String value) {
        return switch (kind) {
            case INTEGER -> integer(plain(value)).toString();
            case FLOAT -> pythonFloat(plain(value).replace("_", "").toLowerCase(Locale.ROOT));
            case TEXT -> value;
        };
    }

    private static String pythonFloat(String plain) {
        if (plain.endsWith("nan")) {
            return "nan";
        }
        double number = plain.contains("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(plain);
        String sign = plain.startsWith("-") ? "-" : "";
        return sign + (Double.isInfinite(number) ? "inf" : digits(Math.abs(number)));
    }

    /**
     * Formats a number like Python's {@code str}: with an exponent from 1e16 and below 1e-4, otherwise with plain
     * digits.
     */
    private static String digits(double number) {
        BigDecimal shortest = shortest(number);
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (number == 0 || exponent >= -4 && exponent < 16) {
            String plain = shortest.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = shortest.unscaledValue().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        int size = Math.abs(exponent);
        return digits.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }

    /**
     * Returns the shortest decimal that is parsed as this number; Java before 19 may write more digits (JDK-4511638).
     */
    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; ; digits++) {
            // the gap above a power of two is larger than below: the nearest decimal may be too far off, and the next
            // one not
            for (RoundingMode mode : List.of(RoundingMode.HALF_EVEN, RoundingMode.UP)) {
                BigDecimal rounded = exact.round(new MathContext(digits, mode));
                if (rounded.doubleValue() == number) {
                    return rounded.stripTrailingZeros();
                }
            }
        }
    }
}
