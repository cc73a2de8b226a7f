package io.jenkins.plugins.hummingbird.cellprofiler;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The order of texts in Python, by code points; Java's own differs beyond U+FFFF. */
public final class CodePoints {
    /** Compares lists of one length text by text. */
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
