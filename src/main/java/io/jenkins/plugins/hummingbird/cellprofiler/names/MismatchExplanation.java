package io.jenkins.plugins.hummingbird.cellprofiler.names;

import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionException;
import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionTimeLimit;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Explains why names do not match a preset: finds the name with the longest matching start, and which part it lacks.
 */
final class MismatchExplanation {
    /** The number of names that are examined. */
    private static final int MAX_NAMES = 1000;

    private final List<NamePart> parts;
    /** The expressions of the first part, of the first two parts, and so on. */
    private final List<NamedGroups> beginnings = new ArrayList<>();

    private int examined;
    private int matching = -1;
    private String nearest = "";
    private String beginning = "";

    MismatchExplanation(ImagePreset preset, ExpressionTimeLimit time) throws OperationException {
        parts = preset.parts();
        StringBuilder expression = new StringBuilder();
        for (NamePart part : parts) {
            expression.append(part.expression());
            beginnings.add(new NamedGroups("imagePattern", expression.toString(), time));
        }
    }

    /** @param path a path that does not match */
    void examine(String path) {
        if (examined++ >= MAX_NAMES) {
            return;
        }
        try {
            int count = Math.max(matching, 0);
            Matcher match = count == 0 ? null : beginnings.get(count - 1).begins(path);
            if (count > 0 && match == null) {
                return;
            }
            Matcher last = match;
            while (count < beginnings.size() && (match = beginnings.get(count).begins(path)) != null) {
                last = match;
                count++;
            }
            if (count > matching) {
                matching = count;
                nearest = path;
                beginning = last == null ? "" : last.group();
            }
        } catch (ExpressionException e) {
            // another name may match further
        }
    }

    /** @return a sentence; empty if there was no name */
    String sentence() {
        if (nearest.isEmpty()) {
            return "";
        }
        return "The nearest name, " + nearest + ", lacks "
                + (matching < parts.size() ? parts.get(matching).words() : "an end there")
                + (beginning.isEmpty() ? "" : " after " + beginning) + ".";
    }
}
