package io.jenkins.plugins.hummingbird.parallelcluster;

import java.io.Serializable;
import java.util.Comparator;
import java.util.regex.Pattern;

/** Compares texts by their words, numbers among them by value: 3.9.0 stands before 3.16.1. */
final class VersionOrder implements Comparator<String>, Serializable {
    private static final long serialVersionUID = 1L;
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    @Override
    public int compare(String one, String other) {
        return padded(one).compareTo(padded(other));
    }

    private static String padded(String text) {
        return NUMBER.matcher(text)
                .replaceAll(number -> "0".repeat(Math.max(0, 12 - number.group().length())) + number.group());
    }
}
