package io.jenkins.plugins.hummingbird.cellprofiler;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Python's order of strings, by code points; Java's order differs beyond U+FFFF. */
public final class CodePoints {
    /** Compares lists of the same length element by element. */
    public static final Comparator<List<String>> LISTS = CodePoints::compare;

    private CodePoints() {}

    private static int compare(List<String> a, List<String> b) {
        for (int i = 0; i < a.size(); i++) {
            int order = Arrays.compare(
                    a.get(i).codePoints().toArray(), b.get(i).codePoints().toArray());
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
