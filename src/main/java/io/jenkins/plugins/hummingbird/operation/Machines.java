package io.jenkins.plugins.hummingbird.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Instances of one type.
 *
 * @param type such as {@code m5.large}
 * @param count how many
 */
public record Machines(String type, int count) {
    private static final int HOURS_OF_A_DAY = 24;

    /**
     * @param types the type of each instance
     * @return the types in their order
     */
    public static List<Machines> of(List<String> types) {
        Map<String, Integer> counts = new TreeMap<>();
        types.forEach(type -> counts.merge(type, 1, Integer::sum));
        List<Machines> machines = new ArrayList<>();
        counts.forEach((type, count) -> machines.add(new Machines(type, count)));
        return machines;
    }

    /** @return how many hours of instances AWS counts in a day */
    public int hoursPerDay() {
        return count * HOURS_OF_A_DAY;
    }

    /** @return such as {@code 3 c5.xlarge} */
    public String words() {
        return count + " " + type;
    }
}
