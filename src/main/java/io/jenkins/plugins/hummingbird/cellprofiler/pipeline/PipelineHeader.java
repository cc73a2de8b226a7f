package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.Iterator;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The lines before the first module of a pipeline file, each {@code Key:value}. What CellProfiler 4.2 rejects is an
 * error with its message ({@code Pipeline.is_pipeline_txt_fd} and {@code validate_pipeline_file}).
 *
 * @param moduleCount the declared number of modules; the largest int if it is missing
 * @param holdsImages whether a list of images follows the modules
 */
record PipelineHeader(int moduleCount, boolean holdsImages) {
    private static final String COOKIE = "CellProfiler Pipeline: http://www.cellprofiler.org";
    /** The URL as changed by a mail filter, which CellProfiler accepts. */
    private static final Pattern FILTERED = Pattern.compile(
            "CellProfiler Pipeline: https?://\\S+.proofpoint.com.+http-3A__www.cellprofiler\\.org.*", Pattern.DOTALL);

    private static final Set<String> NUMBERS = Set.of("Version", "ModuleCount", "SVNRevision", "DateRevision");
    private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?[0-9]{1,18}\\s*");
    private static final int NEWEST = 5;

    /**
     * @param name the name of the file in messages
     * @param lines the stripped lines of the file; read up to the empty line that ends the header
     * @throws OperationException if CellProfiler cannot read the file
     */
    static PipelineHeader read(String name, Iterator<String> lines) throws OperationException {
        String first = lines.hasNext() ? lines.next() : "";
        if (!first.startsWith(COOKIE) && !FILTERED.matcher(first).matches()) {
            throw new OperationException(
                    name + " does not begin with '" + COOKIE + "', by which CellProfiler recognizes a"
                            + " .cppipe file: export the pipeline from CellProfiler again");
        }
        long count = Integer.MAX_VALUE;
        boolean holdsImages = false;
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.isEmpty()) {
                break;
            }
            String[] parts = line.split(":", -1);
            String key = parts[0];
            if (parts.length != 2) {
                String why = parts.length > 2 ? "too many values to unpack" : "not enough values to unpack";
                throw unread(
                        name,
                        line,
                        why + " (expected 2): it takes one colon in a line of the header. Leave out the line");
            }
            if (NUMBERS.contains(key) && !NUMBER.matcher(parts[1]).matches()) {
                throw unread(name, line, "invalid literal for int(): '" + parts[1] + "'");
            }
            switch (key) {
                case "Version" -> checkVersion(name, line, Long.parseLong(parts[1].strip()));
                case "ModuleCount" -> count = Math.min(Integer.MAX_VALUE, Long.parseLong(parts[1].strip()));
                case "HasImagePlaneDetails" -> holdsImages = parts[1].equals("True");
                case "MessageForUser" -> {
                    if (!parts[1].contains("|")) {
                        throw unread(name, line, "not enough values to unpack (expected 2, got 1). Leave out the line");
                    }
                }
                default -> {
                    // CellProfiler prints it
                }
            }
        }
        return new PipelineHeader((int) count, holdsImages);
    }

    private static void checkVersion(String name, String line, long version) throws OperationException {
        if (version > NEWEST) {
            throw unread(
                    name,
                    line,
                    "Pipeline file version is " + version + ". CellProfiler can only read version " + NEWEST
                            + " or less. Export the pipeline from CellProfiler 4");
        }
    }

    private static OperationException unread(String name, String line, String words) {
        return new OperationException(
                name + ": CellProfiler cannot read the line '" + line + "' of its header: " + words);
    }
}
