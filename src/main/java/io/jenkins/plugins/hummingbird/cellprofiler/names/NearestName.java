package io.jenkins.plugins.hummingbird.cellprofiler.names;

import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionException;
import io.jenkins.plugins.hummingbird.cellprofiler.MatchTime;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** Finds among names that a preset does not match the one that comes nearest, and says what that lacks. */
final class NearestName {
    /** Names beyond these are not looked at. */
    private static final int MOST = 1000;

    private final List<NamePart> parts;
    /** The expressions of the first part, the first two, and so on. */
    private final List<NamedGroups> beginnings = new ArrayList<>();

    private int looked;
    private int matching = -1;
    private String nearest = "";
    private String beginning = "";

    NearestName(ImagePreset preset, MatchTime time) throws OperationException {
        parts = preset.parts();
        StringBuilder expression = new StringBuilder();
        for (NamePart part : parts) {
            expression.append(part.expression());
            beginnings.add(new NamedGroups("imagePattern", expression.toString(), time));
        }
    }

    /** @param path that does not match as a whole */
    void look(String path) {
        if (looked++ >= MOST) {
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
            // another name may be nearer
        }
    }

    /** @return a sentence; empty when there was no name */
    String sentence() {
        if (nearest.isEmpty()) {
            return "";
        }
        return "The nearest name, " + nearest + ", lacks "
                + (matching < parts.size() ? parts.get(matching).words() : "an end there")
                + (beginning.isEmpty() ? "" : " after " + beginning) + ".";
    }
}
