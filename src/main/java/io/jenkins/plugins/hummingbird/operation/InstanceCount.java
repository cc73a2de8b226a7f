package io.jenkins.plugins.hummingbird.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The number of instances of one type.
 *
 * @param type such as {@code m5.large}
 * @param count how many
 */
public record InstanceCount(String type, int count) {
    private static final int HOURS_PER_DAY = 24;

    /**
     * @param types the type of each instance
     * @return sorted by type
     */
    public static List<InstanceCount> of(List<String> types) {
        Map<String, Integer> counts = new TreeMap<>();
        types.forEach(type -> counts.merge(type, 1, Integer::sum));
        List<InstanceCount> sorted = new ArrayList<>();
        counts.forEach((type, count) -> sorted.add(new InstanceCount(type, count)));
        return sorted;
    }

    /** @return the instance hours of a day, as AWS bills them */
    public int hoursPerDay() {
        return count * HOURS_PER_DAY;
    }

    /** @return such as {@code 3 c5.xlarge} */
    public String words() {
        return count + " " + type;
    }
}
