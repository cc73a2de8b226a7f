package io.jenkins.plugins.hummingbird.aws;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** The tags of all resources that Hummingbird creates in AWS: their owner and their expiry time. */
public final class OwnerTags {
    /** The Jenkins controller that created the resource. */
    public static final String CONTROLLER = "hummingbird:controller";

    /** The job that created it. */
    public static final String JOB = "hummingbird:job";

    /** ISO 8601 time in UTC, after which a build of the same job and controller deletes it; any other text for never. */
    public static final String EXPIRES = "hummingbird:expires";

    /** AWS's limit for the characters of a value. */
    private static final int MAX_LENGTH = 256;

    private OwnerTags() {}

    /** @return the last 256 characters of a text, with underscores for characters that tags must not have */
    public static String value(String text) {
        String plain = text.replaceAll("[^\\p{L}\\p{N} _.:/=+@-]", "_");
        return plain.length() <= MAX_LENGTH ? plain : plain.substring(plain.length() - MAX_LENGTH);
    }

    /** @param expires the value of {@link #EXPIRES}; empty or not a time for never */
    public static boolean expired(String expires, Instant now) {
        try {
            return Instant.parse(expires).isBefore(now);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
