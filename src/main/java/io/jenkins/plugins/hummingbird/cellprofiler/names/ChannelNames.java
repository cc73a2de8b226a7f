package io.jenkins.plugins.hummingbird.cellprofiler.names;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Makes names of images out of what people call channels. CellProfiler takes ASCII letters, digits and underscores, and
 * no digit at the beginning ({@code AlphanumericText} of CellProfiler 4.2).
 */
final class ChannelNames {
    private ChannelNames() {}

    /**
     * @param called what channels are called, by their numbers; an empty text is no name
     * @return the names by number, each only once: where several channels are called the same, their numbers follow
     */
    static Map<String, String> of(Map<String, String> called) {
        Map<String, String> names = new LinkedHashMap<>();
        called.forEach((number, text) -> names.put(number, fit(number, text)));
        Set<String> shared = repeated(names.values());
        names.replaceAll((number, name) -> shared.contains(name) ? name + "_ch" + number : name);
        // such a name may be what another channel is called by itself
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
