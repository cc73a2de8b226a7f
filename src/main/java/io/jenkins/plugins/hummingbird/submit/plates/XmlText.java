package io.jenkins.plugins.hummingbird.submit.plates;

import java.util.regex.Pattern;

/** Texts from anywhere, as XML can hold them. */
public final class XmlText {
    /** What XML 1.0, section 2.2, has no way to hold, not even escaped. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("[^\\x09\\x0A\\x0D\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private XmlText() {}

    /** @return the text without what XML cannot hold */
    public static String allowed(String text) {
        return FORBIDDEN.matcher(text).replaceAll("");
    }
}
