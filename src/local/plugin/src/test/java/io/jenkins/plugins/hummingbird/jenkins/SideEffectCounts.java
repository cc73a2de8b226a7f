package io.jenkins.plugins.hummingbird.jenkins;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The outer world of the {@link TestOperation}: what was done there, and how often. It survives every restart. */
public final class SideEffectCounts {
    private static final Map<String, Integer> TIMES = new ConcurrentHashMap<>();

    private SideEffectCounts() {}

    public static void enter(String id, String effect) {
        TIMES.merge(id + ' ' + effect, 1, Integer::sum);
    }

    public static boolean holds(String id, String effect) {
        return TIMES.containsKey(id + ' ' + effect);
    }

    /** What one operation has done, with the number of times. */
    public static Map<String, Integer> of(String id) {
        Map<String, Integer> its = new TreeMap<>();
        TIMES.forEach((effect, times) -> {
            if (effect.startsWith(id + ' ')) {
                its.put(effect.substring(id.length() + 1), times);
            }
        });
        return its;
    }
}
