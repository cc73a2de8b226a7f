package io.jenkins.plugins.hummingbird.cellprofiler.names;

import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionException;
import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionTimeLimit;
import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression whose groups may be named as in Python, like CellProfiler's patterns: {@code (?P<Well_Row>},
 * {@code (?P=Well_Row)}. Java allows only letters and digits in such a name, so other names are replaced within the
 * expression.
 */
public final class NamedGroups {
    private static final Pattern OPENING = Pattern.compile("\\(\\?P?<([A-Za-z_][A-Za-z0-9_]*)>");
    private static final Pattern REFERENCE =
            Pattern.compile("\\\\k<([A-Za-z_][A-Za-z0-9_]*)>|\\(\\?P=([A-Za-z_][A-Za-z0-9_]*)\\)");
    private static final Pattern LITERAL = Pattern.compile("\\\\Q.*?(\\\\E|\\z)|\\\\.", Pattern.DOTALL);
    /** A character class; a bracket at its start is a character. */
    private static final Pattern CHARACTERS =
            Pattern.compile("\\[\\^?]?(?:[^\\[\\]\\\\]|\\\\.|\\[[^\\]]*])*+]", Pattern.DOTALL);

    private static final int SHOWN = 200;

    private final String what;
    private final String expression;
    private final ExpressionTimeLimit time;
    private final Map<String, String> javaNames = new LinkedHashMap<>();
    private final Pattern pattern;

    /**
     * @param what the name of the expression in messages
     * @param expression as the user writes it
     * @param time the time limit of all expressions
     * @throws OperationException if it is not a valid regular expression, or too long
     */
    public NamedGroups(String what, String expression, ExpressionTimeLimit time) throws OperationException {
        this.what = what;
        this.expression = expression;
        this.time = time;
        if (expression.length() > Limits.EXPRESSION) {
            throw new OperationException(what + " has " + expression.length() + " characters, and " + Limits.EXPRESSION
                    + " is the limit for a regular expression.");
        }
        try {
            pattern = Pattern.compile(translate());
        } catch (PatternSyntaxException e) {
            throw new OperationException(
                    what + " is no regular expression: " + e.getDescription() + ": " + shown(expression), e);
        } catch (StackOverflowError e) {
            throw new OperationException(what + " is nested too deeply for a regular expression.", e);
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
                result.append("\\k<").append(javaNames.getOrDefault(name, name)).append('>');
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
            own = "g" + (javaNames.size() + 1) + "n" + i;
        }
        if (javaNames.put(name, own) != null) {
            throw new OperationException(what + " is no regular expression: it has two groups named " + name);
        }
        return own;
    }

    /** @return the original names, in the order of the groups */
    public List<String> names() {
        return List.copyOf(javaNames.keySet());
    }

    /**
     * @return the match of the complete text; null for none
     * @throws ExpressionException if that exceeds {@link ExpressionTimeLimit}
     */
    Matcher matches(String text) {
        return match(text, Matcher::matches);
    }

    /**
     * @return the match at the start of the text; null for none
     * @throws ExpressionException if that exceeds {@link ExpressionTimeLimit}
     */
    Matcher begins(String text) {
        return match(text, Matcher::lookingAt);
    }

    /**
     * @return the first match in the text; null for none
     * @throws ExpressionException if that exceeds {@link ExpressionTimeLimit}
     */
    public Matcher find(String text) {
        return match(text, Matcher::find);
    }

    private Matcher match(String text, Predicate<Matcher> how) {
        Matcher match = pattern.matcher(time.limited(text));
        time.begin();
        try {
            return how.test(match) ? match : null;
        } catch (ExpressionTimeLimit.TimeoutException e) {
            throw new ExpressionException(
                    what + " takes more than "
                            + (e.isForAll()
                                    ? Limits.EXPRESSIONS_TIME.toMinutes()
                                            + " minutes for all files together, the last of" + " which was "
                                    : Limits.EXPRESSION_TIME.toSeconds() + " s for ")
                            + shown(text)
                            + ". Adjacent repetitions of the same expression, such as .*.*.*, cause that: write one.",
                    e);
        } catch (StackOverflowError e) {
            throw new ExpressionException(
                    what + " repeats a group too often for " + shown(text) + ". Write [ab]* in place of (a|b)*.", e);
        } finally {
            time.end();
        }
    }

    private static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    /** @return the text of a group; empty if it did not participate in the match */
    String text(Matcher match, String name) {
        String text = match.group(javaNames.get(name));
        return text == null ? "" : text;
    }

    /** @return the texts of the named groups that participated in the match */
    public Map<String, String> found(Matcher match) {
        Map<String, String> found = new LinkedHashMap<>();
        javaNames.forEach((name, own) -> {
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
