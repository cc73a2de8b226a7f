package io.jenkins.plugins.hummingbird.cellprofiler;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;

/** Tries an {@link ImagePattern} on one path while somebody writes it, within a time: some expressions take years. */
public final class PatternTrial {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private PatternTrial() {}

    /**
     * @param expression see {@link ImagePattern}
     * @param path of a file, relative to the image folder
     * @return what each named group takes, and the well that is made of a row and a column
     * @throws OperationException when it does not match, or is no such expression; the message says why
     */
    public static Map<String, String> of(String expression, String path) throws OperationException {
        ImagePattern pattern = new ImagePattern(expression);
        try {
            Matcher match = pattern.match(new TimedText(path, System.nanoTime() + PATIENCE.toNanos()));
            if (!match.matches()) {
                throw new OperationException("imagePattern does not match " + path + ". " + why(match, path));
            }
            Map<String, String> found = pattern.found(match);
            if (found.getOrDefault(ImagePattern.CHANNEL, "").isEmpty()) {
                throw new OperationException("imagePattern matches " + path + ", but its group " + ImagePattern.CHANNEL
                        + " takes nothing, so the file would be left out.");
            }
            return found;
        } catch (TimeIsUp e) {
            throw new OperationException(
                    "imagePattern takes more than " + PATIENCE.toSeconds() + " s for " + path
                            + ". Many repetitions of the same side by side, such as .*.*.*, do that: write one.",
                    e);
        } catch (StackOverflowError e) {
            throw new OperationException(
                    "imagePattern repeats a group too often for " + path + ". Write [ab]* in place of (a|b)*.", e);
        }
    }

    private static String why(Matcher match, String path) {
        match.reset();
        if (match.find() && !match.group().isEmpty()) {
            return "It matches only this part of it: " + match.group() + ". The whole path has to match.";
        }
        return path.startsWith("/")
                ? "Paths are relative to the image folder, so they do not begin with a slash."
                : "No part of it matches.";
    }

    /** Not checked, for it goes through the code of regular expressions. */
    private static final class TimeIsUp extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A text that can be read until some time only. */
    private record TimedText(String text, long end) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (System.nanoTime() - end > 0) {
                throw new TimeIsUp();
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
