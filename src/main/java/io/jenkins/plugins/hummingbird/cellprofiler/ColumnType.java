package io.jenkins.plugins.hummingbird.cellprofiler;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The type that LoadData gives a column, found out as CellProfiler 4.2 does ({@code get_loaddata_type}): 32-bit
 * integers, else floats, else text, from all values of the file that it reads. It decides in which order groups are
 * run, and what is recorded of a value: {@code 0123} becomes 123 where the whole column is digits.
 */
final class ColumnType {
    private static final Set<String> ALWAYS_TEXT =
            Set.of("wellcol", "well_col", "wellcolumn", "well_column", "column", "col");
    private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?\\d+(_\\d+)*\\s*");
    private static final Pattern FLOAT = Pattern.compile(
            "\\s*[+-]?((\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?|nan|inf(inity)?)\\s*", Pattern.CASE_INSENSITIVE);

    private enum Kind {
        INTEGER,
        FLOAT,
        TEXT
    }

    private Kind kind;

    /** @param key the metadata key, without {@code Metadata_} */
    ColumnType(String key) {
        kind = ALWAYS_TEXT.contains(key.toLowerCase(Locale.ROOT)) ? Kind.TEXT : Kind.INTEGER;
    }

    /** Takes a value of the column into account. */
    void observe(String value) {
        if (kind != Kind.TEXT) {
            Kind of = kindOf(value);
            kind = kind == Kind.FLOAT && of == Kind.INTEGER ? Kind.FLOAT : of;
        }
    }

    private static Kind kindOf(String value) {
        if (INTEGER.matcher(value).matches()) {
            return integer(value).bitLength() < 32 ? Kind.INTEGER : Kind.TEXT;
        }
        return FLOAT.matcher(value).matches() ? Kind.FLOAT : Kind.TEXT;
    }

    private static BigInteger integer(String value) {
        return new BigInteger(value.strip().replace("_", ""));
    }

    /** @return the value as CellProfiler records it and sorts groups by it, once all values were observed */
    String recorded(String value) {
        return switch (kind) {
            case INTEGER -> integer(value).toString();
            case FLOAT -> pythonFloat(value.strip().toLowerCase(Locale.ROOT));
            case TEXT -> value;
        };
    }

    /** A float as Python's {@code str} writes it: exponents from 1e16 on and below 1e-4, otherwise plain digits. */
    private static String pythonFloat(String value) {
        if (value.endsWith("nan")) {
            return "nan";
        }
        if (value.contains("inf")) {
            return value.startsWith("-") ? "-inf" : "inf";
        }
        double number = Double.parseDouble(value);
        double size = Math.abs(number);
        if (size != 0 && (size >= 1e16 || size < 1e-4)) {
            String[] parts = Double.toString(number).split("E");
            int exponent = Integer.parseInt(parts[1]);
            return parts[0].replaceFirst("\\.0$", "")
                    + String.format("e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
        }
        String plain = new BigDecimal(Double.toString(number)).toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }
}
