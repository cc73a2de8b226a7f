package io.jenkins.plugins.hummingbird.cellprofiler.table;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Validates the columns of an image table that name files, and metadata, which a pipeline may use in output paths.
 * LoadData of CellProfiler 4.2.8.1 treats any {@code PathName_X} as a folder and joins it to its base folder; it reads
 * {@code PathName_X} only if there is no {@code URL_X}.
 */
final class TablePaths {
    private static final Pattern COLUMN =
            Pattern.compile("(?:Image_)?(?:((?:Objects)?)(PathName|FileName|URL)|Metadata)_(.*)", Pattern.DOTALL);

    private static final Pattern PARENT_FOLDER = Pattern.compile("(.*[/\\\\])?\\.\\.([/\\\\].*)?", Pattern.DOTALL);
    private static final Pattern WINDOWS =
            Pattern.compile("(?i:file:/{0,3})?(?:[A-Za-z]:[/\\\\]|\\\\\\\\).*", Pattern.DOTALL);
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*", Pattern.DOTALL);

    private enum Kind {
        PATH,
        FILE,
        URL,
        METADATA,
        /** Not validated. */
        OTHER
    }

    private final List<String> columns;
    private final List<Kind> kinds;
    /** The X of each {@code URL_X}. */
    private final Set<String> urls = new HashSet<>();

    TablePaths(List<String> columns) {
        this.columns = columns;
        kinds = columns.stream().map(TablePaths::kind).collect(Collectors.toList());
        for (int i = 0; i < columns.size(); i++) {
            if (kinds.get(i) == Kind.URL) {
                urls.add(image(columns.get(i)));
            }
        }
    }

    private static Kind kind(String column) {
        Matcher parts = COLUMN.matcher(column);
        if (!parts.matches()) {
            return Kind.OTHER;
        }
        if (parts.group(2) == null) {
            return column.startsWith("Metadata_") ? Kind.METADATA : Kind.OTHER;
        }
        return switch (parts.group(2)) {
            case "PathName" -> Kind.PATH;
            case "FileName" -> Kind.FILE;
            default -> Kind.URL;
        };
    }

    /** @return the image of a column, distinguished from objects with the same name */
    private static String image(String column) {
        Matcher parts = COLUMN.matcher(column);
        return parts.matches() ? parts.group(1) + "_" + parts.group(3) : "";
    }

    /**
     * @param column the index of the column
     * @return what is wrong with a value: a part of a sentence that starts with the column; empty for nothing
     */
    String problem(int column, String value) {
        Kind kind = kinds.get(column);
        if (kind == Kind.OTHER || value.isEmpty()) {
            return "";
        }
        String name = columns.get(column);
        boolean read = kind == Kind.URL || kind != Kind.METADATA && !urls.contains(image(name));
        // most values contain neither a colon nor two dots: avoids matching expressions
        boolean colon = value.indexOf(':') >= 0;
        if (read
                && (colon || value.startsWith("\\\\"))
                && WINDOWS.matcher(value).matches()) {
            return name + " is a Windows path, which does not exist on the nodes: " + value
                    + ". Write the path that the nodes see, such as /shared/plates/P1";
        }
        boolean url = colon && URL.matcher(value).matches();
        if (read && kind != Kind.URL && url) {
            return name + " is a URL, which CellProfiler would treat as a folder in its base folder: " + value
                    + ". Put the complete URL of the file into a column "
                    + name.replaceFirst("PathName|FileName", "URL")
                    + " instead of FileName and PathName";
        }
        // a folder and a URL are only read; a pipeline may use a file name and metadata in output paths
        boolean onlyRead = (kind == Kind.PATH || kind == Kind.URL) && (value.startsWith("/") || url);
        return !onlyRead && value.contains("..") && PARENT_FOLDER.matcher(value).matches()
                ? name + " leaves its folder by '..': " + value
                : "";
    }
}
