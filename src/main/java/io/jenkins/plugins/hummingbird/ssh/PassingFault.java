package io.jenkins.plugins.hummingbird.ssh;

import java.util.regex.Pattern;

/** Faults of another machine that may pass by themselves, as the C library words them (strerror(3) with LC_ALL=C). */
public final class PassingFault {
    private static final Pattern WORDS = Pattern.compile(
            "(Stale file handle|Input/output error|Connection timed out|Resource temporarily unavailable"
                    + "|Cannot allocate memory|Host is down|No route to host)$",
            Pattern.MULTILINE);

    private PassingFault() {}

    /** @param text what a program said before it failed */
    public static boolean isIn(String text) {
        return WORDS.matcher(text.strip()).find();
    }
}
