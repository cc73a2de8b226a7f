package io.jenkins.plugins.hummingbird.cellprofiler.table;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What may stand in those columns of an image table that name files, and in metadata, of which a pipeline may make the
 * path of an output. LoadData of CellProfiler 4.2.8.1 takes what {@code PathName_X} holds for a folder, whatever it looks
 * like, and joins it to its base folder; it reads {@code PathName_X} only where there is no {@code URL_X}.
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
        /** Anything may stand in it. */
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

    /** @return which image a column is of, told apart from objects of that name */
    private static String image(String column) {
        Matcher parts = COLUMN.matcher(column);
        return parts.matches() ? parts.group(1) + "_" + parts.group(3) : "";
    }

    /**
     * @param column its number, from 0
     * @return what is wrong with a value in it: a part of a sentence that begins with the column; empty when nothing is
     */
    String problem(int column, String value) {
        Kind kind = kinds.get(column);
        if (kind == Kind.OTHER || value.isEmpty()) {
            return "";
        }
        String name = columns.get(column);
        boolean read = kind == Kind.URL || kind != Kind.METADATA && !urls.contains(image(name));
        // most values have neither a colon nor two dots, and are not worth an expression
        boolean colon = value.indexOf(':') >= 0;
        if (read
                && (colon || value.startsWith("\\\\"))
                && WINDOWS.matcher(value).matches()) {
            return name + " is a path of Windows, which no node has: " + value
                    + ". Write the path that the nodes see, such as /shared/plates/P1";
        }
        boolean url = colon && URL.matcher(value).matches();
        if (read && kind != Kind.URL && url) {
            return name + " is a URL, which CellProfiler would take for a folder below its base folder: " + value
                    + ". Put the URL of the whole file into a column " + name.replaceFirst("PathName|FileName", "URL")
                    + " in place of FileName and PathName";
        }
        // a folder and a URL are only read; of a file's name, as of metadata, a pipeline may make the path of an output
        boolean onlyRead = (kind == Kind.PATH || kind == Kind.URL) && (value.startsWith("/") || url);
        return !onlyRead && value.contains("..") && PARENT_FOLDER.matcher(value).matches()
                ? name + " leaves its folder by '..': " + value
                : "";
    }
}
