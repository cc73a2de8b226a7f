package io.jenkins.plugins.hummingbird.cellprofiler.names;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the metadata keys of planes and time points, which are recognized by their names, that have several values. */
final class PlaneKeys {
    private static final Set<String> NAMES = Set.of(
            "z",
            "zstep",
            "zplane",
            "zindex",
            "zslice",
            "plane",
            "slice",
            "t",
            "time",
            "timepoint",
            "timeindex",
            "frame");

    private final Map<String, String> firstValues = new HashMap<>();
    private final TreeSet<String> varying = new TreeSet<>();

    /** Adds the value of a key in a file; other keys are ignored. */
    void observe(String key, String value) {
        if (NAMES.contains(key.toLowerCase(Locale.ROOT))
                && !value.equals(firstValues.computeIfAbsent(key, k -> value))) {
            varying.add(key);
        }
    }

    /** @return the keys with several values, sorted */
    List<String> varying() {
        return List.copyOf(varying);
    }
}
