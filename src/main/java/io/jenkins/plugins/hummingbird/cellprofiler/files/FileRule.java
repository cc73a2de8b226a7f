package io.jenkins.plugins.hummingbird.cellprofiler.files;

import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionException;
import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionTimeLimit;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A rule by which a module of CellProfiler selects images, such as {@code and (extension does isimage) (file doesnot
 * contain "thumb")}.
 */
final class FileRule {
    private static final String FILTER_DEFAULT =
            "and (extension does isimage) (directory doesnot containregexp \"[\\\\\\\\/]\\\\.\")";

    /** Matches every file. */
    static final FileRule ANY = new FileRule(image -> true);

    private final Predicate<ImageFile> rule;

    private FileRule(Predicate<ImageFile> rule) {
        this.rule = rule;
    }

    /** @return the rule for "Images only" of the Images module ({@code FILTER_DEFAULT} of CellProfiler 4.2) */
    static FileRule imagesOnly(ExpressionTimeLimit time) {
        return parse(FILTER_DEFAULT, time).orElseThrow();
    }

    /**
     * @param text the rule in a pipeline
     * @param time the time limit of all expressions
     * @return the rule; empty if it cannot be decided by names, or is not understood
     */
    static Optional<FileRule> parse(String text, ExpressionTimeLimit time) {
        try {
            return Optional.of(new FileRule(new RuleParser(text, time).images()));
        } catch (RuleParser.NotUnderstoodException e) {
            return Optional.empty();
        }
    }

    /** @throws ExpressionException if a regular expression of the rule takes too long */
    boolean takes(ImageFile image) {
        return rule.test(image);
    }
}
