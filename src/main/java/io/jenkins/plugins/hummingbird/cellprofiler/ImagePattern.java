package io.jenkins.plugins.hummingbird.cellprofiler;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Makes an image table out of file names: a regular expression with named groups is matched against each path
 * relative to the image folder. The group {@code Channel} decides between the columns {@code FileName_X}; every other
 * named group becomes a column {@code Metadata_X}, and files that agree in all of these are one image set.
 */
public final class ImagePattern {
    /** The named group that decides between channels. */
    public static final String CHANNEL = "Channel";

    private static final Pattern NAMED_GROUP = Pattern.compile("(?<!\\\\)\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

    private final Pattern pattern;
    private final List<String> keys;
    private final Map<List<String>, Map<String, String>> sites = new LinkedHashMap<>();
    private final TreeSet<String> channels = new TreeSet<>();
    private final List<String> unmatched = new ArrayList<>();
    private long unmatchedCount;

    /**
     * @param expression a regular expression of {@link Pattern}; Python's {@code (?P<Name>} is understood too
     * @throws OperationException when it is none, or lacks the group {@code Channel}
     */
    public ImagePattern(String expression) throws OperationException {
        try {
            pattern = Pattern.compile(expression.replace("(?P<", "(?<"));
        } catch (PatternSyntaxException e) {
            throw new OperationException("imagePattern is no regular expression: " + e.getMessage(), e);
        }
        List<String> names = NAMED_GROUP
                .matcher(pattern.pattern())
                .results()
                .map(match -> match.group(1))
                .toList();
        if (!names.contains(CHANNEL)) {
            throw new OperationException(
                    "imagePattern needs a group (?<Channel>...) that tells the channels apart; it has "
                            + (names.isEmpty() ? "no named group" : String.join(", ", names)));
        }
        keys = names.stream().filter(name -> !name.equals(CHANNEL)).toList();
    }

    /**
     * Takes one file into account.
     *
     * @param path relative to the image folder
     * @throws OperationException when another file has the same metadata and channel
     */
    public void add(String path) throws OperationException {
        Matcher match = pattern.matcher(path);
        if (!match.matches() || text(match, CHANNEL).isEmpty()) {
            unmatchedCount++;
            if (unmatched.size() < 10) {
                unmatched.add(path);
            }
            return;
        }
        List<String> site = keys.stream().map(key -> text(match, key)).toList();
        String channel = text(match, CHANNEL);
        channels.add(channel);
        String other = sites.computeIfAbsent(site, s -> new TreeMap<>()).putIfAbsent(channel, path);
        if (other != null) {
            throw new OperationException("Two images have the same metadata and channel: " + other + " and " + path
                    + ". Add a named group to imagePattern that tells them apart.");
        }
    }

    private static String text(Matcher match, String group) {
        String text = match.group(group);
        return text == null ? "" : text;
    }

    /** @return how many files did not match */
    public long unmatchedCount() {
        return unmatchedCount;
    }

    /** @return the first ten files that did not match */
    public List<String> unmatched() {
        return List.copyOf(unmatched);
    }

    /**
     * Writes the table, an image set a row in the order in which their first files were added.
     *
     * @param images the image folder, absolute
     * @param table is written
     * @throws OperationException when there is no image set, or one lacks a channel that others have
     */
    public void write(String images, Path table) throws IOException, OperationException {
        if (sites.isEmpty()) {
            throw new OperationException("No file below " + images + " matches imagePattern " + pattern + "."
                    + (unmatched.isEmpty()
                            ? " There is no file at all."
                            : " There are, for instance: " + String.join(", ", unmatched)));
        }
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(table)) {
            List<String> header = new ArrayList<>();
            channels.forEach(channel -> header.addAll(List.of("FileName_" + channel, "PathName_" + channel)));
            keys.forEach(key -> header.add("Metadata_" + key));
            csv.writeRecord(header);
            for (Map.Entry<List<String>, Map<String, String>> site : sites.entrySet()) {
                csv.writeRecord(row(images, site.getKey(), site.getValue()));
            }
        }
    }

    private List<String> row(String images, List<String> site, Map<String, String> files) throws OperationException {
        List<String> row = new ArrayList<>();
        for (String channel : channels) {
            String path = files.get(channel);
            if (path == null) {
                throw new OperationException(
                        "The image set of " + files.values().iterator().next() + " has no image of channel " + channel
                                + ", which others have.");
            }
            int slash = path.lastIndexOf('/');
            row.add(path.substring(slash + 1));
            row.add(slash < 0 ? images : images + "/" + path.substring(0, slash));
        }
        row.addAll(site);
        return row;
    }
}
