package io.jenkins.plugins.hummingbird.jenkins;

import io.jenkins.plugins.hummingbird.Patience;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Points at which a test can hold a thread, for instance to let its process die there. */
public final class Breakpoints {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(Patience.SECONDS);

    private static final Set<String> SET = new HashSet<>();
    private static final Map<String, Integer> REACHED = new HashMap<>();
    private static int test;

    private Breakpoints() {}

    public static synchronized void set(String name) {
        SET.add(name);
    }

    public static synchronized void release(String name) {
        SET.remove(name);
        Breakpoints.class.notifyAll();
    }

    /** Returns at once unless the breakpoint is set. A thread that is held when its test, or process, has ended stays there. */
    public static synchronized void reach(String name) throws IOException {
        REACHED.merge(name, 1, Integer::sum);
        Breakpoints.class.notifyAll();
        int mine = test;
        while (SET.contains(name) || mine != test) {
            try {
                Breakpoints.class.wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted at " + name);
            }
        }
    }

    /** Waits until a thread has reached the breakpoint. */
    public static synchronized void awaitReached(String name) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (!REACHED.containsKey(name)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("no thread reached " + name);
            }
            Breakpoints.class.wait(left);
        }
    }

    /** How often threads reached the breakpoint. */
    public static synchronized int timesReached(String name) {
        return REACHED.getOrDefault(name, 0);
    }

    /** Removes all breakpoints for the next test. */
    public static synchronized void reset() {
        test++;
        SET.clear();
        REACHED.clear();
        Breakpoints.class.notifyAll();
    }
}
