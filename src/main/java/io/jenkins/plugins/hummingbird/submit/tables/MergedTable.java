package io.jenkins.plugins.hummingbird.submit.tables;

import io.jenkins.plugins.hummingbird.submit.headnode.PlainPath;
import io.jenkins.plugins.hummingbird.submit.request.TableFormat;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A table that was merged.
 *
 * @param set the name of its set, such as that of the plate
 * @param table what it is of: Image, the name of objects, Experiment, Relationships, or the name of a table of a database
 * @param format a word of {@link TableFormat}
 * @param path of its file, below the output folder
 * @param rows without the header
 * @param columns how many it has
 * @param bytes the size of its file
 * @param sha256 of its file: 64 hexadecimal digits
 * @param groups how many groups are in it
 * @param missing how many groups of the set are not, because they failed
 * @param missingFolders their folders, the first ten with blanks between them; may be empty
 * @param url of its file in S3; empty where it is not there
 */
public record MergedTable(
        String set,
        String table,
        String format,
        String path,
        long rows,
        long columns,
        long bytes,
        String sha256,
        long groups,
        long missing,
        String missingFolders,
        String url) {
    /** The columns of the artifact. */
    static final List<String> COLUMNS = List.of(
            "plate",
            "table",
            "format",
            "path",
            "rows",
            "columns",
            "bytes",
            "sha256",
            "groups",
            "groupsMissing",
            "missing",
            "url");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_NAME = 200;

    /**
     * @param fields of a line of {@code manifest.tsv}: format, table, file, rows, columns, bytes, SHA-256
     * @param set whose table it is
     * @param missing the folders of the groups of the set that are not in it
     * @param url of the set's folder in S3, without a slash at its end; empty where tables are not copied
     * @return null when that is no table
     */
    static MergedTable parse(String[] fields, TableSet set, List<String> missing, String url) {
        if (fields.length != 7
                || Arrays.stream(TableFormat.values())
                        .noneMatch(format -> format.word().equals(fields[0]))
                || fields[1].isEmpty()
                || fields[1].length() > LONGEST_NAME
                || fields[1].chars().anyMatch(Character::isISOControl)
                || !PlainPath.is(fields[2])
                || !NUMBER.matcher(fields[3]).matches()
                || !NUMBER.matcher(fields[4]).matches()
                || !NUMBER.matcher(fields[5]).matches()
                || !DIGEST.matcher(fields[6]).matches()) {
            return null;
        }
        return new MergedTable(
                set.name(),
                fields[1],
                fields[0],
                set.folder() + "/" + fields[2],
                Long.parseLong(fields[3]),
                Long.parseLong(fields[4]),
                Long.parseLong(fields[5]),
                fields[6],
                set.groups().size() - missing.size(),
                missing.size(),
                String.join(" ", missing.subList(0, Math.min(10, missing.size()))),
                url.isEmpty() ? "" : url + "/" + fields[2]);
    }

    /** @param row as {@link #row} makes it */
    static MergedTable read(List<String> row) {
        return new MergedTable(
                row.get(0),
                row.get(1),
                row.get(2),
                row.get(3),
                Long.parseLong(row.get(4)),
                Long.parseLong(row.get(5)),
                Long.parseLong(row.get(6)),
                row.get(7),
                Long.parseLong(row.get(8)),
                Long.parseLong(row.get(9)),
                row.get(10),
                // not there where an earlier version wrote it
                row.size() > 11 ? row.get(11) : "");
    }

    /** @return the values of {@link #COLUMNS} */
    List<String> row() {
        return List.of(
                set,
                table,
                format,
                path,
                Long.toString(rows),
                Long.toString(columns),
                Long.toString(bytes),
                sha256,
                Long.toString(groups),
                Long.toString(missing),
                missingFolders,
                url);
    }

    /** @return plain values, for the result of the step; whole numbers as longs */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("plate", set);
        values.put("table", table);
        values.put("format", format);
        values.put("path", path);
        values.put("rows", rows);
        values.put("columns", columns);
        values.put("bytes", bytes);
        values.put("sha256", sha256);
        values.put("groups", groups);
        values.put("groupsMissing", missing);
        values.put("url", url);
        return values;
    }
}
