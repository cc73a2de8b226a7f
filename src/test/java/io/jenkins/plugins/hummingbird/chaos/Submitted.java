package io.jenkins.plugins.hummingbird.chaos;

import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A submission of a round.
 *
 * @param id of the operation
 * @param request what it was asked to do
 */
record Submitted(String id, SubmitRequest request) {
    private static final int FIRST_WELL = 1000;

    /** @return the folder of a group, counted from 1 */
    static String folder(int group) {
        return well(group);
    }

    static String well(int group) {
        return "W" + (FIRST_WELL + group);
    }

    static int group(String folder) {
        return Integer.parseInt(folder.substring(1)) - FIRST_WELL;
    }

    /**
     * @param control see {@link Control}
     * @return its end: the kind, then the message; null while there is none
     */
    String[] outcome(Path control) throws IOException {
        Path file = Control.outcome(control, id);
        if (!Files.exists(file)) {
            return null;
        }
        List<String> lines = Files.readAllLines(file);
        return new String[] {
            lines.get(0), String.join(" ", lines.subList(1, lines.size())).strip()
        };
    }

    /** @return when it was over, in milliseconds since 1970 */
    long endMillis(Path control) throws IOException {
        return Files.getLastModifiedTime(Control.outcome(control, id)).toMillis();
    }
}
