package io.jenkins.plugins.hummingbird.submit;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A pattern for paths as {@code find -path} reads it (POSIX, Shell Command Language, 2.13): {@code *} is any text, slashes
 * included, {@code ?} any one character, {@code [a-z]} one of some, {@code [!a-z]} one of the others, and a backslash takes the
 * next character as it is.
 */
final class PathPattern {
    private final Pattern pattern;

    /** @param glob for the whole path */
    PathPattern(String glob) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < glob.length()) {
            int next = glob.offsetByCodePoints(at, 1);
            String letter = glob.substring(at, next);
            int close = letter.equals("[") ? closingBracket(glob, at) : -1;
            if (close > 0) {
                regex.append(bracket(glob.substring(at + 1, close)));
                next = close + 1;
            } else if (letter.equals("*")) {
                regex.append(regex.toString().endsWith(".*") ? "" : ".*");
            } else if (letter.equals("?")) {
                regex.append('.');
            } else if (letter.equals("\\") && next < glob.length()) {
                int after = glob.offsetByCodePoints(next, 1);
                regex.append(Pattern.quote(glob.substring(next, after)));
                next = after;
            } else {
                regex.append(Pattern.quote(letter));
            }
            at = next;
        }
        pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
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

    private static String bracket(String inside) {
        boolean not = inside.startsWith("!") || inside.startsWith("^");
        StringBuilder set = new StringBuilder(not ? "[^" : "[");
        String characters = inside.substring(not ? 1 : 0);
        for (int i = 0; i < characters.length(); i++) {
            char letter = characters.charAt(i);
            boolean range = letter == '-'
                    && i > 0
                    && i < characters.length() - 1
                    && characters.charAt(i - 1) <= characters.charAt(i + 1);
            if (!range && !Character.isLetterOrDigit(letter)) {
                set.append('\\');
            }
            set.append(letter);
        }
        return set.append(']').toString();
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }
}
