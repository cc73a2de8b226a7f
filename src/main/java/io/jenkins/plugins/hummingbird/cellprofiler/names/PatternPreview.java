package io.jenkins.plugins.hummingbird.cellprofiler.names;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.Map;
import java.util.regex.Matcher;

/** Matches an {@link ImagePattern} against one path for the form, with the time limit of a build. */
public final class PatternPreview {
    private PatternPreview() {}

    /**
     * @param expression see {@link ImagePattern}
     * @param path the path of a file, relative to the image folder
     * @return the values of the named groups, and the well if row and column are combined
     * @throws OperationException if it does not match, or the expression is not valid; the message says why
     */
    public static Map<String, String> of(String expression, String path) throws OperationException {
        ImagePattern pattern = new ImagePattern(expression);
        Matcher match = pattern.match(path);
        if (match == null) {
            throw new OperationException(pattern.name() + " does not match " + path + ". " + why(pattern, path));
        }
        Map<String, String> found = pattern.found(match);
        if (found.getOrDefault(ImagePattern.CHANNEL, "").isEmpty()) {
            throw new OperationException("imagePattern matches " + path + ", but its group " + ImagePattern.CHANNEL
                    + " takes nothing, so the file would be left out.");
        }
        return found;
    }

    private static String why(ImagePattern pattern, String path) throws OperationException {
        String mismatch = pattern.mismatch(path);
        if (!mismatch.isEmpty() && !path.startsWith("/")) {
            return mismatch;
        }
        String part = pattern.matchingPart(path);
        if (!part.isEmpty()) {
            return "It matches only this part of it: " + part + ". The whole path has to match.";
        }
        return path.startsWith("/")
                ? "Paths are relative to the image folder, so they do not begin with a slash."
                : "No part of it matches.";
    }
}
