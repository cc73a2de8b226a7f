package io.jenkins.plugins.hummingbird.cellprofiler;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds in the end of CellProfiler's log the line that says why it failed. */
public final class LogExcerpt {
    private static final Pattern PROGRESS = Pattern.compile(".*Image # \\d+, module .*");
    private static final Pattern ERROR =
            Pattern.compile("([A-Za-z_][\\w.]*\\.)?[A-Z]\\w*(Error|Exception|Interrupt|Exit)(:.*)?");
    private static final Pattern FRAME = Pattern.compile("\\s+.*|Traceback .*|Exception in thread .*");
    private static final int LONGEST = 300;

    private LogExcerpt() {}

    /**
     * @param end the last part of the log; may begin within a line
     * @return the last error that Python reports, else the last line that is no progress; empty when there is none
     */
    public static String of(String end) {
        List<String> lines = end.lines()
                .filter(line -> !line.isBlank() && !PROGRESS.matcher(line).matches())
                .toList();
        Optional<String> error = lines.stream()
                .filter(line -> ERROR.matcher(line.strip()).matches())
                .reduce((first, last) -> last);
        Optional<String> last =
                lines.stream().filter(line -> !FRAME.matcher(line).matches()).reduce((first, second) -> second);
        String found = error.or(() -> last).orElse("").strip();
        return found.length() > LONGEST ? found.substring(0, LONGEST) + "..." : found;
    }
}
