package io.jenkins.plugins.hummingbird.cellprofiler.names;

/** A part of the file names of a microscope: a regular expression and its description. */
final class NamePart {
    private final String words;
    private final String expression;

    /**
     * @param words the description with an example, such as {@code a well, such as A01}
     * @param expression may match an empty text if the part is optional
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
