package io.jenkins.plugins.hummingbird.ssh;

import java.util.regex.Pattern;

/** Error messages of the C library for faults that may be temporary (strerror(3) with LC_ALL=C). */
public final class TemporaryFault {
    private static final Pattern MESSAGES = Pattern.compile(
            "(Stale file handle|Input/output error|Connection timed out|Resource temporarily unavailable"
                    + "|Cannot allocate memory|Host is down|No route to host)$",
            Pattern.MULTILINE);

    private TemporaryFault() {}

    /** @param text the standard error of a program that failed */
    public static boolean isIn(String text) {
        return MESSAGES.matcher(text.strip()).find();
    }
}
