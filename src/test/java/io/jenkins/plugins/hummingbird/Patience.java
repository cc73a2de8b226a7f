package io.jenkins.plugins.hummingbird;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** How long tests wait for what must come: for a slow machine long enough, and no longer than it takes. */
public final class Patience {
    public static final long SECONDS = 600;

    private static final long PAUSE_MILLIS = 20;

    private Patience() {}

    /** @param what that did not happen, if the condition is never true */
    public static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen in " + SECONDS + " s: " + what);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
