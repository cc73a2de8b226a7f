package io.jenkins.plugins.hummingbird.cellprofiler.names;

/** A part of the file names of a microscope, as a regular expression, and what people call it. */
final class NamePart {
    private final String words;
    private final String expression;

    /**
     * @param words with an example, such as {@code a well, such as A01}
     * @param expression may match nothing where a name need not have the part
     */
    NamePart(String words, String expression) {
        this.words = words;
        this.expression = expression;
    }

    String words() {
        return words;
    }

    String expression() {
        return expression;
    }
}
