package io.jenkins.plugins.hummingbird.submit.headnode;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a path from a host is a plain relative one, which stays below the folder that it is relative to and means the
 * same on every controller: Windows takes a backslash for a slash, a colon for a drive or a stream, drops dots and blanks
 * at an end, and keeps some names for devices
 * (https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file).
 */
public final class PlainPath {
    /** In bytes; what file systems take for one name, and Windows for a whole path is not far above. */
    private static final int LONGEST_NAME = 255;

    private static final int LONGEST = 1024;

    private static final Set<String> RESERVED = Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$");
    private static final Pattern PORT = Pattern.compile("(?:COM|LPT)[0-9\u00B9\u00B2\u00B3]");
    private static final String UNFIT = "\\/:*?\"<>|\uFFFD";

    private PlainPath() {}

    /** @return whether it is names between single slashes */
    public static boolean is(String path) {
        return path.getBytes(StandardCharsets.UTF_8).length <= LONGEST
                && Stream.of(path.split("/", -1)).allMatch(PlainPath::isName);
    }

    /** @return whether it is the name of one file or folder */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
                && name.codePoints().noneMatch(PlainPath::isUnfit)
                && !name.endsWith(".")
                && !name.endsWith(" ")
                && !isReserved(name);
    }

    private static boolean isUnfit(int letter) {
        return Character.isISOControl(letter)
                || Character.getType(letter) == Character.SURROGATE
                || UNFIT.indexOf(letter) >= 0;
    }

    /** With any ending, too. */
    private static boolean isReserved(String name) {
        String stem = name.split("\\.", 2)[0].strip().toUpperCase(Locale.ROOT);
        return RESERVED.contains(stem) || PORT.matcher(stem).matches();
    }
}
