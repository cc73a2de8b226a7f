package io.jenkins.plugins.hummingbird.jenkins;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The side effects of each {@link TestOperation}, and how often it made them. Survives every restart. */
public final class SideEffectCounts {
    private static final Map<String, Integer> TIMES = new ConcurrentHashMap<>();

    private SideEffectCounts() {}

    public static void add(String id, String effect) {
        TIMES.merge(id + ' ' + effect, 1, Integer::sum);
    }

    public static boolean contains(String id, String effect) {
        return TIMES.containsKey(id + ' ' + effect);
    }

    /** The side effects of one operation, with the number of times. */
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
