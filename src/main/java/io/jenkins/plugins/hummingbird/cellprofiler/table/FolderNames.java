package io.jenkins.plugins.hummingbird.cellprofiler.table;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names a folder for each group, after its values: {@code Plate_1-B02}. What is not a letter or digit of ASCII or one
 * of {@code ._-} is written as in a URL ({@code a b} is {@code a%20b}), so that a name is one folder, needs no quotes
 * anywhere, hides nothing and is no option; two groups never share one.
 */
public final class FolderNames {
    /** Linux takes 255 bytes; room is left for what is put after a name. */
    private static final int LONGEST = 200;

    private final Set<String> given = new HashSet<>();

    /** @return the folder of a group; a name that another group has already is told apart by what its values hold */
    public String of(List<String> values) {
        String name = values.isEmpty() ? Group.WHOLE_TABLE : join(values, "");
        if (name.length() > LONGEST || !given.add(name)) {
            // 'a-b' with 'c', and 'a' with 'b-c': the dashes within the values are written out too
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

    private static String join(List<String> values, String writtenOut) {
        return values.stream().map(value -> encode(value, writtenOut)).collect(Collectors.joining("-"));
    }

    /** @return a value as it is written in the folder of a group */
    public static String encode(String value) {
        return encode(value, "");
    }

    private static String encode(String value, String writtenOut) {
        StringBuilder name = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean first = name.isEmpty();
            boolean plain = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '_'
                    || (c == '.' || c == '-') && !first;
            if (plain && writtenOut.indexOf(c) < 0) {
                name.append(c);
            } else {
                name.append(String.format("%%%02X", (int) c));
            }
        }
        return name.isEmpty() ? "%" : name.toString();
    }
}
