package io.jenkins.plugins.hummingbird.cellprofiler.names;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Converts names of channels to names of images. CellProfiler accepts ASCII letters, digits and underscores, and no
 * digit at the start ({@code AlphanumericText} of CellProfiler 4.2).
 */
final class ChannelNames {
    private ChannelNames() {}

    /**
     * @param called the names of channels by number; empty for none
     * @return unique names by number: if several channels have the same name, their numbers are appended
     */
    static Map<String, String> of(Map<String, String> called) {
        Map<String, String> names = new LinkedHashMap<>();
        called.forEach((number, text) -> names.put(number, fit(number, text)));
        Set<String> shared = repeated(names.values());
        names.replaceAll((number, name) -> shared.contains(name) ? name + "_ch" + number : name);
        // another channel may already have such a name
        Set<String> still = repeated(names.values());
        names.replaceAll((number, name) -> still.contains(name) ? name + "_number" + number : name);
        return names;
    }

    private static String fit(String number, String text) {
        String name = text.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
        if (name.isEmpty()) {
            return "ch" + number;
        }
        return Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    private static Set<String> repeated(Collection<String> names) {
        Map<String, Integer> counts = new HashMap<>();
        names.forEach(name -> counts.merge(name, 1, Integer::sum));
        Set<String> repeated = new HashSet<>(counts.keySet());
        repeated.removeIf(name -> counts.get(name) == 1);
        return repeated;
    }
}
