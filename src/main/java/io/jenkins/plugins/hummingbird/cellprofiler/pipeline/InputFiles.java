package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that LoadData reads for a row of an image table: for each X the file named by {@code FileName_X} and {@code
 * PathName_X}, or by {@code URL_X}.
 *
 * <p>Source of the rules: CellProfiler's LoadData. A relative path is relative to its base folder, which the pipeline
 * may set to "Elsewhere"; without {@code PathName_X} the file is in the base folder.
 */
public final class InputFiles {
    private static final Pattern COLUMN =
            Pattern.compile("(?:Image_)?((?:Objects)?)(FileName|PathName|URL)_(.+)", Pattern.DOTALL);
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);

    private static final String S3 = "s3://";

    /** The columns of the parts of a file's path; -1 for a part without a column. */
    private static final class PathColumns {
        private int file = -1;
        private int folder = -1;
        private int url = -1;
    }

    private final Map<String, PathColumns> images = new LinkedHashMap<>();
    private final String base;
    private final boolean mayHoldOthers;

    /**
     * @param columns the columns of the table
     * @param base the absolute base folder of relative paths; empty for none
     */
    public InputFiles(List<String> columns, String base) {
        this.base = base;
        for (int i = 0; i < columns.size(); i++) {
            Matcher column = COLUMN.matcher(columns.get(i));
            if (column.matches()) {
                PathColumns image =
                        images.computeIfAbsent(column.group(1) + column.group(3), name -> new PathColumns());
                switch (column.group(2)) {
                    case "FileName" -> image.file = i;
                    case "PathName" -> image.folder = i;
                    default -> image.url = i;
                }
            }
        }
        mayHoldOthers = base.isEmpty() || images.values().stream().anyMatch(image -> image.url >= 0);
    }

    /**
     * @param row as many values as there are columns
     * @return the absolute paths and the URLs of objects in S3 of the row's files, each once, without those that only
     *     CellProfiler can locate: other URLs than {@code file:}, and relative paths without a base folder
     */
    public Set<String> of(List<String> row) {
        Set<String> paths = new LinkedHashSet<>();
        for (PathColumns image : images.values()) {
            String path = path(row, image);
            if (isLocated(path)) {
                paths.add(path);
            }
        }
        return paths;
    }

    /**
     * @param row as many values as there are columns
     * @return what {@link #of} leaves out: other URLs, and relative paths without a base folder
     */
    public Set<String> others(List<String> row) {
        if (!mayHoldOthers) {
            return Set.of();
        }
        Set<String> others = new LinkedHashSet<>();
        for (PathColumns image : images.values()) {
            if (!isLocated(path(row, image))) {
                String url = at(row, image.url);
                others.add(url.isEmpty() ? below(at(row, image.folder), at(row, image.file)) : url);
            }
        }
        others.remove("");
        return others;
    }

    private static boolean isLocated(String path) {
        return path.startsWith("/") || path.startsWith(S3);
    }

    private String path(List<String> row, PathColumns image) {
        String url = at(row, image.url);
        if (!url.isEmpty()) {
            return url.startsWith(S3) ? url : ofUrl(url);
        }
        String file = at(row, image.file);
        String folder = at(row, image.folder);
        if (file.isEmpty()) {
            return "";
        }
        if (SCHEME.matcher(file).matches()) {
            return ofUrl(file);
        }
        if (SCHEME.matcher(folder).matches()) {
            return ofUrl(folder + "/" + file);
        }
        return below(below(base, folder), file);
    }

    private static String below(String folder, String path) {
        return path.startsWith("/") || folder.isEmpty() ? path : path.isEmpty() ? folder : folder + "/" + path;
    }

    private static String at(List<String> row, int column) {
        return column < 0 ? "" : row.get(column);
    }

    /** @return the path of a {@code file:} URL; empty for other URLs; the unchanged text if it is not a URL */
    static String ofUrl(String url) {
        if (!url.regionMatches(true, 0, "file:", 0, "file:".length())) {
            return SCHEME.matcher(url).matches() ? "" : url;
        }
        try {
            String path = URI.create(url).getPath();
            return path == null ? "" : path;
        } catch (IllegalArgumentException e) {
            // CellProfiler accepts names that are not encoded as a URL requires
            return url.replaceFirst("^(?i:file:)(//)?", "");
        }
    }
}
