package io.jenkins.plugins.hummingbird.cellprofiler;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the line at the end of CellProfiler's log that says why it failed. */
public final class LogExcerpt {
    /** Lines of every log. Progress lines, which end in seconds, may be truncated at their start. */
    private static final Pattern USUAL = Pattern.compile(
            ".*Image # \\d+, module .*|(.*= )?[\\d.]* ?s?e?c?s"
                    + "|Times reported are CPU and Wall-clock times .*|Picked up JAVA_TOOL_OPTIONS: .*|MySQL could not be loaded.*");

    private static final Pattern ERROR = Pattern.compile("(Exception in thread \".*\" )?"
            + "([A-Za-z_][\\w.]*\\.)?[A-Z_]\\w*(Error|Exception|Interrupt|Exit)(:.*)?");
    private static final Pattern FRAME = Pattern.compile("\\s+.*|Traceback .*|Exception in thread .*");
    private static final int LONGEST = 300;

    private LogExcerpt() {}

    /**
     * @param end the last part of the log; may start within a line
     * @return the last error that Python or Java reports, else the last line that is not in every log; empty for none
     */
    public static String of(String end) {
        List<String> lines = end.lines()
                .filter(line -> !line.isBlank() && !USUAL.matcher(line).matches())
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
