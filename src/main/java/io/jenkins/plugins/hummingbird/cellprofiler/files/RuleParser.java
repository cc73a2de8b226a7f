package io.jenkins.plugins.hummingbird.cellprofiler.files;

import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionTimeLimit;
import io.jenkins.plugins.hummingbird.cellprofiler.names.NamedGroups;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses a rule in the grammar of {@code org.cellprofiler.imageset.filter.Filter} (prokaryote 2.4.4): a word, followed
 * by a quoted text, another word that it applies to, or several rules in parentheses.
 */
final class RuleParser {
    private static final Pattern WORD = Pattern.compile("((?:\\\\.|[^ )])++) ?", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\\\\\"]|\\\\.)*+)\" ?", Pattern.DOTALL);
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)", Pattern.DOTALL);

    /** CellProfiler's editor creates rules with three levels. */
    private static final int MAX_DEPTH = 50;

    private final String rule;
    private final ExpressionTimeLimit time;
    private int at;
    private int depth;

    /** @param time the time limit of all expressions */
    RuleParser(String rule, ExpressionTimeLimit time) {
        this.rule = rule;
        this.time = time;
    }

    /** The rule is not valid, or cannot be decided by names. */
    static final class NotUnderstoodException extends Exception {
        private static final long serialVersionUID = 1L;

        NotUnderstoodException(String message) {
            super(message);
        }
    }

    private interface Part<T> {
        Predicate<T> read() throws NotUnderstoodException;
    }

    /** @return the complete rule, which must apply to images */
    Predicate<ImageFile> images() throws NotUnderstoodException {
        Predicate<ImageFile> read = image();
        if (at < rule.length()) {
            throw new NotUnderstoodException(rule.substring(at));
        }
        return read;
    }

    private Predicate<ImageFile> image() throws NotUnderstoodException {
        String word = word();
        return switch (word) {
            case "and", "or", "does", "doesnot" -> logic(word, this::image);
            case "file" -> applied(ImageFile::name, this::text);
            case "directory" -> applied(ImageFile::folder, this::text);
            case "extension" -> extension(one(this::text));
            case "metadata" -> metadata();
            default -> throw new NotUnderstoodException(word);
        };
    }

    private Predicate<String> text() throws NotUnderstoodException {
        String word = word();
        Set<String> suffixes = ImageSuffixes.of(word);
        if (suffixes != null) {
            return value -> ImageSuffixes.contains(suffixes, value);
        }
        return switch (word) {
            case "and", "or", "does", "doesnot" -> logic(word, this::text);
            case "contain" -> comparison(String::contains);
            case "startwith" -> comparison(String::startsWith);
            case "endwith" -> comparison(String::endsWith);
            case "eq" -> comparison(String::equals);
            case "containregexp" -> expression(quoted());
            default -> throw new NotUnderstoodException(word);
        };
    }

    private interface Comparison {
        boolean holds(String value, String text);
    }

    private Predicate<String> comparison(Comparison comparison) throws NotUnderstoodException {
        String text = quoted();
        return value -> comparison.holds(value, text);
    }

    private Predicate<String> expression(String text) throws NotUnderstoodException {
        try {
            NamedGroups groups = new NamedGroups("The rule containregexp \"" + text + "\" of the pipeline", text, time);
            return value -> groups.find(value) != null;
        } catch (OperationException e) {
            throw new NotUnderstoodException(text);
        }
    }

    private Predicate<ImageFile> metadata() throws NotUnderstoodException {
        String does = word();
        if (!does.equals("does") && !does.equals("doesnot")) {
            throw new NotUnderstoodException(does);
        }
        String key = word();
        String text = quoted();
        return image -> text.equals(image.metadata().get(key)) == does.equals("does");
    }

    /** The text after any dot is an extension: of {@code a.ome.tif} both {@code ome.tif} and {@code tif}. */
    private static Predicate<ImageFile> extension(Predicate<String> ending) {
        return image -> {
            String name = image.name();
            for (int dot = name.lastIndexOf('.'); dot >= 0; dot = dot == 0 ? -1 : name.lastIndexOf('.', dot - 1)) {
                if (ending.test(name.substring(dot + 1))) {
                    return true;
                }
            }
            return false;
        };
    }

    private <T> Predicate<ImageFile> applied(Function<ImageFile, T> what, Part<T> part) throws NotUnderstoodException {
        Predicate<T> read = one(part);
        return image -> read.test(what.apply(image));
    }

    private <T> Predicate<T> logic(String word, Part<T> part) throws NotUnderstoodException {
        List<Predicate<T>> parts = several(part);
        return switch (word) {
            case "and" -> value -> parts.stream().allMatch(one -> one.test(value));
            case "or" -> value -> parts.stream().anyMatch(one -> one.test(value));
            case "does" -> parts.get(0);
            default -> parts.get(0).negate();
        };
    }

    private <T> Predicate<T> one(Part<T> part) throws NotUnderstoodException {
        return several(part).get(0);
    }

    private <T> List<Predicate<T>> several(Part<T> part) throws NotUnderstoodException {
        List<Predicate<T>> parts = new ArrayList<>();
        depth++;
        if (depth > MAX_DEPTH) {
            throw new NotUnderstoodException("nested too deeply: " + rule);
        }
        if (!rule.startsWith("(", at)) {
            parts.add(part.read());
        }
        while (rule.startsWith("(", at)) {
            at++;
            parts.add(part.read());
            if (!rule.startsWith(")", at)) {
                throw new NotUnderstoodException(rule.substring(at));
            }
            at += rule.startsWith(") ", at) ? 2 : 1;
        }
        depth--;
        return parts;
    }

    private String word() throws NotUnderstoodException {
        return take(WORD);
    }

    private String quoted() throws NotUnderstoodException {
        return take(TEXT);
    }

    private String take(Pattern what) throws NotUnderstoodException {
        Matcher match = what.matcher(rule).region(at, rule.length());
        if (!match.lookingAt()) {
            throw new NotUnderstoodException(rule.substring(at));
        }
        at = match.end();
        return ESCAPED.matcher(match.group(1)).replaceAll("$1");
    }
}
