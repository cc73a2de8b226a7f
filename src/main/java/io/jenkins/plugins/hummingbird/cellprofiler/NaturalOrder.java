package io.jenkins.plugins.hummingbird.cellprofiler;

import java.util.Comparator;

/**
 * Natural sort order: consecutive digits are one number, so that {@code t9} comes before {@code t10}. Numbers may have
 * any length; leading zeros decide only between texts that are otherwise equal. All other characters are compared by
 * code points, so that names whose numbers have the same length are in the order of their bytes.
 */
public final class NaturalOrder {
    /** Compares two texts; consistent with equals. */
    public static final Comparator<String> TEXTS = NaturalOrder::compare;

    private NaturalOrder() {}

    private static int compare(String a, String b) {
        if (a.equals(b)) {
            return 0;
        }
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
                int endOfA = endOfDigits(a, i);
                int endOfB = endOfDigits(b, j);
                int order = compareNumbers(a, i, endOfA, b, j, endOfB);
                if (order != 0) {
                    return order;
                }
                i = endOfA;
                j = endOfB;
            } else if (a.charAt(i) != b.charAt(j)) {
                return compareCharacters(a.charAt(i), b.charAt(j));
            } else {
                i++;
                j++;
            }
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : a.compareTo(b);
    }

    /**
     * @return whether the first comes before the other as text but after it in natural order, as {@code t10} and {@code
     *     t9} do
     */
    public static boolean isOnlyTextOrder(String one, String other) {
        return one.compareTo(other) < 0 && compare(one, other) > 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int compareNumbers(String a, int fromA, int endOfA, String b, int fromB, int endOfB) {
        int i = afterZeros(a, fromA, endOfA);
        int j = afterZeros(b, fromB, endOfB);
        int order = Integer.compare(endOfA - i, endOfB - j);
        while (order == 0 && i < endOfA) {
            order = Character.compare(a.charAt(i++), b.charAt(j++));
        }
        return order;
    }

    private static int afterZeros(String text, int from, int end) {
        int at = from;
        while (at < end && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    /** A surrogate is half of a code point beyond U+FFFF. */
    private static int compareCharacters(char a, char b) {
        boolean halfOfA = Character.isSurrogate(a);
        return halfOfA == Character.isSurrogate(b) ? Character.compare(a, b) : halfOfA ? 1 : -1;
    }
}
