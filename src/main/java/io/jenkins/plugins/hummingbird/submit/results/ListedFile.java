package io.jenkins.plugins.hummingbird.submit.results;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file as {@code list-outputs.sh} lists it.
 *
 * @param modified when it was written last
 * @param size in bytes
 * @param folder the group's
 * @param attempt the group's folder, a slash and the name of the attempt
 * @param path below the attempt, of any characters
 * @param onlyInS3 whether it is not on the shared file system any more
 */
record ListedFile(Instant modified, long size, String folder, String attempt, String path, boolean onlyInS3) {
    /** The word s3 or nothing, seconds since 1970, bytes, the group's folder with the attempt, the path below it. */
    private static final Pattern ENTRY = Pattern.compile(
            "(s3\t)?(-?[0-9]{1,11})(?:\\.[0-9]{1,20})?\t([0-9]{1,18})\t(([^\t/]+)/[^\t/]+)\t(.+)", Pattern.DOTALL);

    private static final int SHOWN = 100;

    /** @throws OperationException when the entry is none */
    static ListedFile parse(String entry) throws OperationException {
        Matcher parts = ENTRY.matcher(entry);
        if (!parts.matches()) {
            throw notOne(entry);
        }
        return new ListedFile(
                Instant.ofEpochSecond(Long.parseLong(parts.group(2))),
                Long.parseLong(parts.group(3)),
                parts.group(5),
                parts.group(4),
                parts.group(6),
                parts.group(1) != null);
    }

    /** What an entry is refused with that says of nothing what it is; not thrown. */
    static OperationException notOne(String entry) {
        return new OperationException("The listing of the output holds '"
                + entry.substring(0, Math.min(entry.length(), SHOWN))
                + "', which says of no file what it is. Look at what runs on the head node.");
    }
}
