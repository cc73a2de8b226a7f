package io.jenkins.plugins.hummingbird.cellprofiler.files;

import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionException;
import io.jenkins.plugins.hummingbird.cellprofiler.MatchTime;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A rule by which a module of CellProfiler chooses images, such as
 * {@code and (extension does isimage) (file doesnot contain "thumb")}.
 */
final class FileRule {
    private static final String FILTER_DEFAULT =
            "and (extension does isimage) (directory doesnot containregexp \"[\\\\\\\\/]\\\\.\")";

    /** Takes every file. */
    static final FileRule ANY = new FileRule(image -> true);

    private final Predicate<ImageFile> rule;

    private FileRule(Predicate<ImageFile> rule) {
        this.rule = rule;
    }

    /** @return what the choice "Images only" of the Images module stands for ({@code FILTER_DEFAULT} of 4.2) */
    static FileRule imagesOnly(MatchTime time) {
        return parse(FILTER_DEFAULT, time).orElseThrow();
    }

    /**
     * @param text as it stands in a pipeline
     * @param time of all that is matched together
     * @return the rule; empty when it asks what a name does not tell, or is not understood
     */
    static Optional<FileRule> parse(String text, MatchTime time) {
        try {
            return Optional.of(new FileRule(new RuleParser(text, time).images()));
        } catch (RuleParser.NotUnderstoodException e) {
            return Optional.empty();
        }
    }

    /** @throws ExpressionException when a regular expression of the rule takes too long */
    boolean takes(ImageFile image) {
        return rule.test(image);
    }
}
