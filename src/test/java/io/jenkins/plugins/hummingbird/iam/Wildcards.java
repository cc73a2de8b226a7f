package io.jenkins.plugins.hummingbird.iam;

import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** The patterns of policies: an asterisk for any text, a question mark for one character. */
final class Wildcards {
    private static final int SEGMENTS = 6;

    private Wildcards() {}

    static boolean match(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        for (char one : pattern.toCharArray()) {
            regex.append(one == '*' ? ".*" : one == '?' ? "." : Pattern.quote(String.valueOf(one)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }

    /** Whether there is a text that both match. */
    static boolean overlap(String pattern, String other) {
        if (pattern.isEmpty() || other.isEmpty()) {
            return (pattern + other).replace("*", "").isEmpty();
        }
        if (pattern.charAt(0) == '*') {
            return overlap(pattern.substring(1), other) || overlap(pattern, other.substring(1));
        }
        if (other.charAt(0) == '*') {
            return overlap(other, pattern);
        }
        boolean same = pattern.charAt(0) == other.charAt(0) || pattern.charAt(0) == '?' || other.charAt(0) == '?';
        return same && overlap(pattern.substring(1), other.substring(1));
    }

    /**
     * Part by part, for an asterisk reaches no further than the next colon, except in the last of the six parts.
     *
     * @param pattern of an ARN, or an asterisk alone for all
     */
    static boolean matchArn(String pattern, String arn) {
        return pattern.equals("*") || eachPart(pattern, arn, Wildcards::match);
    }

    /** Whether there is an ARN that both match. */
    static boolean overlapOfArns(String pattern, String other) {
        return pattern.equals("*") || eachPart(pattern, other, Wildcards::overlap);
    }

    private static boolean eachPart(String pattern, String arn, BiPredicate<String, String> fits) {
        String[] patterns = pattern.split(":", SEGMENTS);
        String[] parts = arn.split(":", SEGMENTS);
        if (patterns.length != SEGMENTS || parts.length != SEGMENTS) {
            return false;
        }
        for (int i = 0; i < SEGMENTS; i++) {
            if (!fits.test(patterns[i], parts[i])) {
                return false;
            }
        }
        return true;
    }
}
