package io.jenkins.plugins.hummingbird.cellprofiler;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * A rule by which a module of CellProfiler chooses images, such as
 * {@code and (extension does isimage) (file doesnot contain "thumb")}.
 */
final class FileRule {
    /** What the choice "Images only" of the Images module stands for ({@code FILTER_DEFAULT} of 4.2). */
    static final FileRule IMAGES_ONLY = parse(
                    "and (extension does isimage) (directory doesnot containregexp \"[\\\\\\\\/]\\\\.\")")
            .orElseThrow();

    /** Takes every file. */
    static final FileRule ANY = new FileRule(image -> true);

    private final Predicate<ImageFile> rule;

    private FileRule(Predicate<ImageFile> rule) {
        this.rule = rule;
    }

    /**
     * @param text as it stands in a pipeline
     * @return the rule; empty when it asks what a name does not tell, or is not understood
     */
    static Optional<FileRule> parse(String text) {
        try {
            return Optional.of(new FileRule(new RuleParser(text).images()));
        } catch (RuleParser.NotUnderstoodException e) {
            return Optional.empty();
        }
    }

    boolean takes(ImageFile image) {
        return rule.test(image);
    }
}
