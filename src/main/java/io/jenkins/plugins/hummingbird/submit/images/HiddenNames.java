package io.jenkins.plugins.hummingbird.submit.images;

import io.jenkins.plugins.hummingbird.cellprofiler.names.ImageNames;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names that are hidden, or that file servers, macOS and desktops use for themselves: what lies in a folder of such a name
 * is no image. {@code list-images.sh} has the same rules for files of a file system, where it can tell files from folders.
 */
final class HiddenNames {
    private static final Set<String> FOLDERS = Set.of(
            "@eaDir",
            "#snapshot",
            "#recycle",
            "~snapshot",
            "$RECYCLE.BIN",
            "System Volume Information",
            "__MACOSX",
            "lost+found");

    /** Of what is hidden, what nobody expects to be analysed. */
    private static final Pattern USUAL = Pattern.compile(
            "\\._.*|\\.snapshot|\\.zfs|\\.Trash.*|\\.AppleD.*|\\.fseventsd|\\.Spotlight-.*|\\.TemporaryItems"
                    + "|\\.hummingbird");

    private HiddenNames() {}

    /** @return the part of a path up to the first name that is hidden; empty if none is */
    static String hiddenPart(String path) {
        for (int begin = 0, end; begin <= path.length(); begin = end + 1) {
            end = path.indexOf('/', begin);
            boolean last = end < 0;
            end = last ? path.length() : end;
            String name = path.substring(begin, end);
            if (name.startsWith(".") || !last && FOLDERS.contains(name)) {
                return path.substring(0, end);
            }
        }
        return "";
    }

    /** @return whether somebody may miss what is hidden so: a folder, or a file that is called like an image */
    static boolean mayBeMissed(String hiddenPart, boolean folder) {
        String name = hiddenPart.substring(hiddenPart.lastIndexOf('/') + 1);
        return name.startsWith(".") && !USUAL.matcher(name).matches() && (folder || ImageNames.isImage(name));
    }
}
