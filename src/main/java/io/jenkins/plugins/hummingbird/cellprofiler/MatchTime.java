package io.jenkins.plugins.hummingbird.cellprofiler;

import io.jenkins.plugins.hummingbird.operation.Limits;

/**
 * How long regular expressions that people wrote may take: {@link Limits#EXPRESSION_TIME} for one text, however many
 * expressions it meets, and {@link Limits#EXPRESSIONS_TIME} for all texts together. Java's expressions know no time: what
 * they read is a text that breaks off when the time is over. Used by one thread.
 */
public final class MatchTime {
    /** The clock is looked at once in so many characters; it takes longer than to read one. */
    private static final int CHARACTERS = 256;

    private long spent;
    private long spentOnText;
    private long began;

    /** Not checked, for it goes through the code of regular expressions. */
    public static final class TimeIsUpException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean forAll;

        TimeIsUpException(boolean forAll) {
            this.forAll = forAll;
        }

        /** Whether all texts together took too long, and not this one. */
        public boolean isForAll() {
            return forAll;
        }
    }

    /** The next text begins. */
    public void nextText() {
        spentOnText = 0;
    }

    /** A match begins. */
    public void begin() {
        began = System.nanoTime();
    }

    /** The match has ended. */
    public void end() {
        long took = System.nanoTime() - began;
        spent += took;
        spentOnText += took;
    }

    private void check() {
        long now = System.nanoTime() - began;
        if (spentOnText + now > Limits.EXPRESSION_TIME.toNanos()) {
            throw new TimeIsUpException(false);
        }
        if (spent + now > Limits.EXPRESSIONS_TIME.toNanos()) {
            throw new TimeIsUpException(true);
        }
    }

    /** @return the text, which can be read until the time of the match that has begun is over */
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
