package io.jenkins.plugins.hummingbird.cellprofiler;

import io.jenkins.plugins.hummingbird.operation.Limits;

/**
 * The time limit of users' regular expressions: {@link Limits#EXPRESSION_TIME} for one text, for all expressions that
 * are matched against it, and {@link Limits#EXPRESSIONS_TIME} for all texts together. Java's regular expressions have
 * no timeout: they read a character sequence that throws when the time is over. Not thread-safe.
 */
public final class ExpressionTimeLimit {
    /** The clock is read once per so many characters, because that takes longer than reading a character. */
    private static final int CHARACTERS = 256;

    private long spent;
    private long spentOnText;
    private long began;

    /** Unchecked, because it passes through the code of regular expressions. */
    public static final class TimeoutException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean forAll;

        TimeoutException(boolean forAll) {
            this.forAll = forAll;
        }

        /** @return whether all texts together took too long, and not this text alone */
        public boolean isForAll() {
            return forAll;
        }
    }

    /** Starts the next text. */
    public void nextText() {
        spentOnText = 0;
    }

    /** Starts a match. */
    public void begin() {
        began = System.nanoTime();
    }

    /** Ends a match. */
    public void end() {
        long took = System.nanoTime() - began;
        spent += took;
        spentOnText += took;
    }

    private void check() {
        long now = System.nanoTime() - began;
        if (spentOnText + now > Limits.EXPRESSION_TIME.toNanos()) {
            throw new TimeoutException(false);
        }
        if (spent + now > Limits.EXPRESSIONS_TIME.toNanos()) {
            throw new TimeoutException(true);
        }
    }

    /** @return the text as a sequence that throws when the time of the current match is over */
    public CharSequence limited(String text) {
        return new Limited(text);
    }

    private final class Limited implements CharSequence {
        private final String text;
        private int read;

        Limited(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++read == CHARACTERS) {
                read = 0;
                check();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.substring(from, to);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
