package io.jenkins.plugins.hummingbird.aws;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** The tags that say whose a thing is and for how long, on all that Hummingbird makes in AWS. */
public final class OwnerTags {
    /** Which Jenkins had it made. */
    public static final String CONTROLLER = "hummingbird:controller";

    /** Which job of it. */
    public static final String JOB = "hummingbird:job";

    /** ISO 8601, in UTC, after which a build of the same job and controller removes it; another word for never. */
    public static final String EXPIRES = "hummingbird:expires";

    /** AWS takes no more characters in a value. */
    private static final int LONGEST = 256;

    private OwnerTags() {}

    /** @return the end of a text, with what no tag may hold as underscores */
    public static String value(String text) {
        String plain = text.replaceAll("[^\\p{L}\\p{N} _.:/=+@-]", "_");
        return plain.length() <= LONGEST ? plain : plain.substring(plain.length() - LONGEST);
    }

    /** @param expires the value of {@link #EXPIRES}; what is no time, or empty, never expires */
    public static boolean expired(String expires, Instant now) {
        try {
            return Instant.parse(expires).isBefore(now);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
