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
 * The files that LoadData reads for a row of an image table: for each X the one that {@code FileName_X} and
 * {@code PathName_X}, or {@code URL_X}, name together.
 *
 * <p>Source of the rules: CellProfiler's LoadData. A relative path begins in its base folder, which the pipeline may set
 * to "Elsewhere"; without {@code PathName_X} the file lies in the base folder.
 */
public final class InputFiles {
    private static final Pattern COLUMN =
            Pattern.compile("(?:Image_)?((?:Objects)?)(FileName|PathName|URL)_(.+)", Pattern.DOTALL);
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);

    /** Where the parts of one file's path stand in a row; -1 for a part without a column. */
    private static final class Place {
        private int file = -1;
        private int folder = -1;
        private int url = -1;
    }

    private final Map<String, Place> places = new LinkedHashMap<>();
    private final String base;
    private final boolean mayHoldOthers;

    /**
     * @param columns those of the table
     * @param base the folder in which relative paths begin, absolute; empty when there is none
     */
    public InputFiles(List<String> columns, String base) {
        this.base = base;
        for (int i = 0; i < columns.size(); i++) {
            Matcher column = COLUMN.matcher(columns.get(i));
            if (column.matches()) {
                Place place = places.computeIfAbsent(column.group(1) + column.group(3), name -> new Place());
                switch (column.group(2)) {
                    case "FileName" -> place.file = i;
                    case "PathName" -> place.folder = i;
                    default -> place.url = i;
                }
            }
        }
        mayHoldOthers = base.isEmpty() || places.values().stream().anyMatch(place -> place.url >= 0);
    }

    /**
     * @param row as many texts as there are columns
     * @return the absolute paths of the row's files, each once; without those that only CellProfiler can find: of other
     *     protocols than {@code file:}, and relative ones where there is no base folder
     */
    public Set<String> of(List<String> row) {
        Set<String> paths = new LinkedHashSet<>();
        for (Place place : places.values()) {
            String path = path(row, place);
            if (path.startsWith("/")) {
                paths.add(path);
            }
        }
        return paths;
    }

    /**
     * @param row as many texts as there are columns
     * @return what {@link #of} leaves out: URLs of other protocols, and relative paths that begin nobody knows where
     */
    public Set<String> others(List<String> row) {
        if (!mayHoldOthers) {
            return Set.of();
        }
        Set<String> others = new LinkedHashSet<>();
        for (Place place : places.values()) {
            if (!path(row, place).startsWith("/")) {
                String url = at(row, place.url);
                others.add(url.isEmpty() ? below(at(row, place.folder), at(row, place.file)) : url);
            }
        }
        others.remove("");
        return others;
    }

    private String path(List<String> row, Place place) {
        String url = at(row, place.url);
        if (!url.isEmpty()) {
            return ofUrl(url);
        }
        String file = at(row, place.file);
        String folder = at(row, place.folder);
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

    /** @return the path that a URL of {@code file:} means; empty for other URLs; what is no URL as it is */
    static String ofUrl(String url) {
        if (!url.regionMatches(true, 0, "file:", 0, "file:".length())) {
            return SCHEME.matcher(url).matches() ? "" : url;
        }
        try {
            String path = URI.create(url).getPath();
            return path == null ? "" : path;
        } catch (IllegalArgumentException e) {
            // CellProfiler takes names that were not encoded as a URL asks for
            return url.replaceFirst("^(?i:file:)(//)?", "");
        }
    }
}
