package io.jenkins.plugins.hummingbird.cellprofiler;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression whose groups may be named as in Python, which CellProfiler's own patterns are written for:
 * {@code (?P<Well_Row>}, {@code (?P=Well_Row)}. Java allows letters and digits only in such a name, so a group with
 * another one gets a name of ours within the expression.
 */
final class NamedGroups {
    private static final Pattern OPENING = Pattern.compile("\\(\\?P?<([A-Za-z_][A-Za-z0-9_]*)>");
    private static final Pattern REFERENCE =
            Pattern.compile("\\\\k<([A-Za-z_][A-Za-z0-9_]*)>|\\(\\?P=([A-Za-z_][A-Za-z0-9_]*)\\)");
    private static final Pattern LITERAL = Pattern.compile("\\\\Q.*?(\\\\E|\\z)|\\\\.", Pattern.DOTALL);
    /** What stands between brackets; a bracket that comes first there is a character. */
    private static final Pattern CHARACTERS =
            Pattern.compile("\\[\\^?]?(?:[^\\[\\]\\\\]|\\\\.|\\[[^\\]]*])*]", Pattern.DOTALL);

    private final String what;
    private final String expression;
    private final Map<String, String> legal = new LinkedHashMap<>();
    private final Pattern pattern;

    /**
     * @param what what people call it, for messages
     * @param expression as people write it
     * @throws OperationException when it is no regular expression
     */
    NamedGroups(String what, String expression) throws OperationException {
        this.what = what;
        this.expression = expression;
        String translated = translate();
        try {
            pattern = Pattern.compile(translated);
        } catch (PatternSyntaxException e) {
            throw new OperationException(
                    what + " is no regular expression: " + e.getDescription() + ": " + expression, e);
        }
    }

    private String translate() throws OperationException {
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < expression.length()) {
            Matcher opening = matcher(OPENING, at);
            Matcher reference = matcher(REFERENCE, at);
            Matcher literal = matcher(LITERAL, at);
            Matcher characters = matcher(CHARACTERS, at);
            if (opening.lookingAt()) {
                result.append("(?<").append(open(opening.group(1))).append('>');
                at = opening.end();
            } else if (reference.lookingAt()) {
                String name = reference.group(1) == null ? reference.group(2) : reference.group(1);
                result.append("\\k<").append(legal.getOrDefault(name, name)).append('>');
                at = reference.end();
            } else {
                int end = literal.lookingAt() ? literal.end() : characters.lookingAt() ? characters.end() : at + 1;
                result.append(expression, at, end);
                at = end;
            }
        }
        return result.toString();
    }

    private Matcher matcher(Pattern what, int from) {
        return what.matcher(expression).region(from, expression.length());
    }

    private String open(String name) throws OperationException {
        String own = name;
        for (int i = 1; own.indexOf('_') >= 0 || !own.equals(name) && expression.contains("<" + own + ">"); i++) {
            own = "g" + (legal.size() + 1) + "n" + i;
        }
        if (legal.put(name, own) != null) {
            throw new OperationException(what + " is no regular expression: it has two groups named " + name);
        }
        return own;
    }

    /** @return the names as they were given, in the order of the groups */
    List<String> names() {
        return List.copyOf(legal.keySet());
    }

    Matcher match(CharSequence text) {
        return pattern.matcher(text);
    }

    /** @return what a group has matched; empty when it took no part */
    String text(Matcher match, String name) {
        String text = match.group(legal.get(name));
        return text == null ? "" : text;
    }

    /** @return what each named group has matched, without those that took no part */
    Map<String, String> found(Matcher match) {
        Map<String, String> found = new LinkedHashMap<>();
        legal.forEach((name, own) -> {
            if (match.group(own) != null) {
                found.put(name, match.group(own));
            }
        });
        return found;
    }

    @Override
    public String toString() {
        return expression;
    }
}
