package io.jenkins.plugins.hummingbird.jenkins;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Places where a test can hold up the thread that comes by, for instance to let its process die there. */
public final class Breakpoints {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(20);

    private static final Set<String> SHUT = new HashSet<>();
    private static final Map<String, Integer> ARRIVALS = new HashMap<>();
    private static int test;

    private Breakpoints() {}

    public static synchronized void shut(String gate) {
        SHUT.add(gate);
    }

    public static synchronized void open(String gate) {
        SHUT.remove(gate);
        Breakpoints.class.notifyAll();
    }

    /** Goes through, at once unless the gate is shut. Who is held up when its test, or process, is over stays there. */
    public static synchronized void pass(String gate) throws IOException {
        ARRIVALS.merge(gate, 1, Integer::sum);
        Breakpoints.class.notifyAll();
        int mine = test;
        while (SHUT.contains(gate) || mine != test) {
            try {
                Breakpoints.class.wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted at " + gate);
            }
        }
    }

    /** Waits until somebody has come to the gate. */
    public static synchronized void awaitArrival(String gate) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (!ARRIVALS.containsKey(gate)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("nobody came to " + gate);
            }
            Breakpoints.class.wait(left);
        }
    }

    /** How often somebody came to the gate. */
    public static synchronized int arrivals(String gate) {
        return ARRIVALS.getOrDefault(gate, 0);
    }

    /** Opens all gates for the next test. */
    public static synchronized void reset() {
        test++;
        SHUT.clear();
        ARRIVALS.clear();
        Breakpoints.class.notifyAll();
    }
}
