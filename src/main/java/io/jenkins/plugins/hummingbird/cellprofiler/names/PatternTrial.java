package io.jenkins.plugins.hummingbird.cellprofiler.names;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.Map;
import java.util.regex.Matcher;

/** Tries an {@link ImagePattern} on one path while somebody writes it, within the time that a build gives it, too. */
public final class PatternTrial {
    private PatternTrial() {}

    /**
     * @param expression see {@link ImagePattern}
     * @param path of a file, relative to the image folder
     * @return what each named group takes, and the well that is made of a row and a column
     * @throws OperationException when it does not match, or is no such expression; the message says why
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
        String lacking = pattern.lacking(path);
        if (!lacking.isEmpty() && !path.startsWith("/")) {
            return lacking;
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
