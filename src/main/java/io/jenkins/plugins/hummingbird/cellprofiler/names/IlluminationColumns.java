package io.jenkins.plugins.hummingbird.cellprofiler.names;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.jenkins.plugins.hummingbird.cellprofiler.table.FolderNames;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Grouping;
import io.jenkins.plugins.hummingbird.cellprofiler.table.ImageColumns;
import io.jenkins.plugins.hummingbird.cellprofiler.table.ImageTable;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Adds the columns by which LoadData reads illumination functions to an image table: {@code FileName_IllumX} and {@code
 * PathName_IllumX} for each channel X, whose image is {@code FileName_X} or {@code FileName_OrigX}. The path comes from
 * a template such as {@code /shared/illum/{Plate}_Illum{Channel}.npy}. In the folder of a group, {@code {%Plate}} is
 * the encoded value, see {@link FolderNames}.
 */
public final class IlluminationColumns {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(%?)([^{}/]*)}");
    private static final Pattern PARENT_FOLDER = Pattern.compile("(.*/)?\\.\\.(/.*)?", Pattern.DOTALL);
    private static final String PREFIX = "Illum";
    private static final String METADATA = "Metadata_";

    private final String template;
    private final List<String> columns;
    private final List<String> channels;

    /** The positions of the metadata keys in a row, cached for all rows. */
    private final Map<String, Integer> positions = new LinkedHashMap<>();

    /**
     * @param template a path with {@code {Channel}} and metadata keys in braces
     * @param images the base of a relative path; may be empty if the path is absolute
     * @param columns the columns of the image table
     * @throws OperationException if the table and the template do not match; the message says what to change
     */
    public IlluminationColumns(String template, String images, List<String> columns) throws OperationException {
        this.columns = columns;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).startsWith(METADATA)) {
                positions.put(Grouping.plain(columns.get(i)), i);
            }
        }
        this.template = template.startsWith("/") ? template : images.replaceFirst("/+$", "") + "/" + template;
        if (!template.startsWith("/") && images.isEmpty()) {
            throw new OperationException(
                    "illumination must be an absolute path, or one below images, which is not given: " + template);
        }
        if (PARENT_FOLDER.matcher(template).matches() || template.endsWith("/")) {
            throw new OperationException("illumination must name a file, without '..' in its path: " + template);
        }
        channels = ImageColumns.names(columns).stream()
                .filter(channel -> !channel.startsWith(PREFIX))
                // Cell Painting's tables have FileName_OrigDNA beside FileName_IllumDNA
                .map(channel -> channel.replaceFirst("^Orig(?=.)", ""))
                .distinct()
                .toList();
        check(template);
    }

    private void check(String given) throws OperationException {
        if (channels.isEmpty()) {
            throw new OperationException("illumination needs an image table with columns FileName_X or URL_X");
        }
        List<String> placeholders = PLACEHOLDER
                .matcher(given)
                .results()
                .map(match -> match.group(2))
                .toList();
        for (String placeholder : placeholders) {
            if (!placeholder.equals(ImagePattern.CHANNEL) && !positions.containsKey(Grouping.plain(placeholder))) {
                throw new OperationException("illumination names {" + placeholder
                        + "}, which the image table does not have." + " It may name {Channel}" + known() + ".");
            }
        }
        if (channels.size() > 1 && !placeholders.contains(ImagePattern.CHANNEL)) {
            throw new OperationException("illumination needs {Channel} in its path, since the image table has "
                    + channels.size() + " channels: " + String.join(", ", channels));
        }
        for (String column : added()) {
            if (columns.contains(column) || columns.contains("Image_" + column)) {
                throw new OperationException("The image table has a column " + column
                        + " already: leave illumination empty, or remove the illumination columns from the table");
            }
        }
    }

    private String known() {
        return positions.keySet().stream().map(key -> ", {" + key + "}").collect(Collectors.joining());
    }

    private List<String> added() {
        List<String> added = new ArrayList<>();
        channels.forEach(
                channel -> added.addAll(List.of("FileName_" + PREFIX + channel, "PathName_" + PREFIX + channel)));
        return added;
    }

    /**
     * Writes the table with the additional columns, row by row.
     *
     * @param table read to its end
     * @param written the file to write
     * @return the absolute paths of all illumination functions, each once
     * @throws OperationException if a row does not match the header, or a path leaves its folder
     */
    public Set<String> add(ImageTable table, Path written) throws IOException, OperationException {
        Set<String> paths = new LinkedHashSet<>();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(written)) {
            List<String> header = new ArrayList<>(columns);
            header.addAll(added());
            csv.writeRecord(header);
            while (table.hasNext()) {
                List<String> row = new ArrayList<>(table.next());
                for (String channel : channels) {
                    String path = path(row, channel);
                    if (paths.add(path) && PARENT_FOLDER.matcher(path).matches()) {
                        throw new OperationException("illumination leaves its folder by '..': " + path);
                    }
                    int slash = path.lastIndexOf('/');
                    row.add(path.substring(slash + 1));
                    row.add(slash == 0 ? "/" : path.substring(0, slash));
                }
                csv.writeRecord(row);
            }
        }
        return paths;
    }

    private String path(List<String> row, String channel) {
        return PLACEHOLDER.matcher(template).replaceAll(match -> Matcher.quoteReplacement(value(match, row, channel)));
    }

    private String value(MatchResult placeholder, List<String> row, String channel) {
        String name = placeholder.group(2);
        String value = name.equals(ImagePattern.CHANNEL) ? channel : row.get(positions.get(Grouping.plain(name)));
        return placeholder.group(1).isEmpty() ? value : FolderNames.encode(value);
    }
}
