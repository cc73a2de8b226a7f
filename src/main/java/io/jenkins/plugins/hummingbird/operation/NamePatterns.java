package io.jenkins.plugins.hummingbird.operation;

import java.util.List;
import java.util.stream.Stream;

/**
 * A list of patterns in which {@code *} matches any text and every other character itself. Matching takes at most the
 * pattern's length times the name's.
 */
public final class NamePatterns {
    private final List<String> patterns;

    /** @param text patterns, separated by commas, blanks or line ends; null and empty for none */
    public NamePatterns(String text) {
        patterns = text == null
                ? List.of()
                : Stream.of(text.split("[\\s,]+")).filter(one -> !one.isEmpty()).toList();
    }

    /** @param patterns of names that may hold blanks and commas */
    public NamePatterns(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /** @return each pattern as it was given */
    public List<String> all() {
        return patterns;
    }

    /** @return whether there are no patterns */
    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** @return whether one of the patterns matches the name from its first to its last character */
    public boolean match(String name) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    /**
     * Matches each part between two stars at its first occurrence: if the pattern matches at all, it matches that way.
     */
    private static boolean matches(String pattern, String name) {
        String[] parts = pattern.split("\\*", -1);
        String last = parts[parts.length - 1];
        if (parts.length == 1) {
            return name.equals(last);
        }
        if (!name.startsWith(parts[0])) {
            return false;
        }
        int at = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = name.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        return name.length() - at >= last.length() && name.endsWith(last);
    }

    @Override
    public String toString() {
        return String.join(", ", patterns);
    }
}
