package io.jenkins.plugins.hummingbird.submit.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * A pattern for paths as {@code find -path} reads it (POSIX, Shell Command Language, 2.13): {@code *} is any text, slashes
 * included, {@code ?} any one character, {@code [a-z]} one of some, {@code [!a-z]} one of the others, and a backslash takes the
 * next character as it is. No pattern takes longer than its length times that of the path.
 */
public final class PathPattern {
    /** What each part of the pattern takes: one character that it holds for, or, where it is null, any text. */
    private final List<IntPredicate> parts = new ArrayList<>();

    /** @param glob for the whole path */
    public PathPattern(String glob) {
        int at = 0;
        while (at < glob.length()) {
            int letter = glob.codePointAt(at);
            int next = at + Character.charCount(letter);
            int close = letter == '[' ? closingBracket(glob, at) : -1;
            if (close > 0) {
                parts.add(oneOf(glob.substring(at + 1, close)));
                next = close + 1;
            } else if (letter == '*') {
                parts.add(null);
            } else if (letter == '?') {
                parts.add(any -> true);
            } else if (letter == '\\' && next < glob.length()) {
                int literal = glob.codePointAt(next);
                parts.add(one -> one == literal);
                next += Character.charCount(literal);
            } else {
                parts.add(one -> one == letter);
            }
            at = next;
        }
    }

    /** @return whether a pattern can match no path of a file that is relative to a folder and has no needless parts */
    static boolean matchesNothing(String glob) {
        return Stream.of(glob.split("/", -1)).anyMatch(Set.of("", ".", "..")::contains);
    }

    /** A bracket that comes first is one of the characters. */
    private static int closingBracket(String glob, int open) {
        int first = open + 1;
        if (first < glob.length() && (glob.charAt(first) == '!' || glob.charAt(first) == '^')) {
            first++;
        }
        return glob.indexOf(']', first + 1);
    }

    /** @param inside the brackets; a range that runs backwards holds none */
    private static IntPredicate oneOf(String inside) {
        boolean not = inside.startsWith("!") || inside.startsWith("^");
        int[] letters = inside.substring(not ? 1 : 0).codePoints().toArray();
        IntPredicate set = letter -> {
            int first = 0;
            while (first < letters.length) {
                boolean range = first + 2 < letters.length && letters[first + 1] == '-';
                int last = range ? first + 2 : first;
                if (letter >= letters[first] && letter <= letters[last]) {
                    return true;
                }
                first = last + 1;
            }
            return false;
        };
        return not ? set.negate() : set;
    }

    /** Where a part does not fit, the last star before it takes one character more: no star before that has to. */
    public boolean matches(String path) {
        int[] letters = path.codePoints().toArray();
        int part = 0;
        int at = 0;
        int star = -1;
        int taken = 0;
        while (at < letters.length) {
            if (part < parts.size() && parts.get(part) == null) {
                star = part++;
                taken = at;
            } else if (part < parts.size() && parts.get(part).test(letters[at])) {
                part++;
                at++;
            } else if (star >= 0) {
                part = star + 1;
                at = ++taken;
            } else {
                return false;
            }
        }
        return parts.subList(part, parts.size()).stream().allMatch(Objects::isNull);
    }
}
