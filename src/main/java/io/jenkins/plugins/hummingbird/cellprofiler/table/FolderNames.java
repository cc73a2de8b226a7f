package io.jenkins.plugins.hummingbird.cellprofiler.table;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Creates a unique folder name for each group from its values: {@code Plate_1-B02}. Characters other than ASCII
 * letters, digits and {@code ._-} are percent-encoded as in a URL ({@code a b} is {@code a%20b}), so that a name is a
 * single path element, needs no quoting, and is neither a hidden file nor an option.
 */
public final class FolderNames {
    /** The limit of Linux is 255 bytes; suffixes may be appended to a name. */
    private static final int LONGEST = 200;

    private final Set<String> given = new HashSet<>();

    /** @return the folder of a group; made unique if another group already has that name */
    public String of(List<String> values) {
        String name = values.isEmpty() ? Group.ALL : join(values, "");
        if (name.length() > LONGEST || !given.add(name)) {
            // 'a-b' with 'c', and 'a' with 'b-c': dashes within values are encoded, too
            name = join(values, "-");
            if (name.length() > LONGEST) {
                name = name.substring(0, LONGEST) + "~" + Integer.toHexString(name.hashCode());
            }
            String base = name;
            for (int i = 2; !given.add(name); i++) {
                name = base + "~" + i;
            }
        }
        return name;
    }

    private static String join(List<String> values, String alsoEncoded) {
        return values.stream().map(value -> encode(value, alsoEncoded)).collect(Collectors.joining("-"));
    }

    /** @return a value as encoded in the folder of a group */
    public static String encode(String value) {
        return encode(value, "");
    }

    private static String encode(String value, String alsoEncoded) {
        StringBuilder name = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean first = name.isEmpty();
            boolean plain = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '_'
                    || (c == '.' || c == '-') && !first;
            if (plain && alsoEncoded.indexOf(c) < 0) {
                name.append(c);
            } else {
                name.append(String.format("%%%02X", (int) c));
            }
        }
        return name.isEmpty() ? "%" : name.toString();
    }
}
