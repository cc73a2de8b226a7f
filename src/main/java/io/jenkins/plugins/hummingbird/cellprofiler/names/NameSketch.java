package io.jenkins.plugins.hummingbird.cellprofiler.names;

import io.jenkins.plugins.hummingbird.cellprofiler.Examples;
import io.jenkins.plugins.hummingbird.cellprofiler.table.WellKeys;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;

/**
 * What a pattern reads in some names of files, for a person who looks at a folder: plates with their wells, sites, channels.
 * Unlike a table it can be made of a part of the names, in which image sets may be incomplete.
 */
public final class NameSketch {
    private static final int EXAMPLES = 10;
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final String SITE = "Site";

    private final Map<String, Plate> plates = new TreeMap<>();
    private final Set<String> channels = new TreeSet<>();
    private final List<Example> matched = new ArrayList<>();
    private final Examples leftOut = new Examples();
    private boolean index;
    private int images;

    /**
     * A plate.
     *
     * @param name empty where names have none
     * @param sites those of each well that has images, by the well's name; that is empty where names have none
     */
    public record Plate(String name, Map<String, Set<String>> sites) {
        /** @return the names of those that have images, sorted; none where names have none */
        public List<String> wells() {
            return sites.keySet().stream().filter(well -> !well.isEmpty()).toList();
        }

        /** @return how many sites the well has that has the most */
        public int mostSites() {
            return sites.values().stream().mapToInt(Set::size).max().orElse(0);
        }
    }

    /**
     * A name, and what was read in it.
     *
     * @param path relative to the image folder
     * @param values channel and metadata by their keys, in the order of the pattern
     */
    public record Example(String path, Map<String, String> values) {}

    /**
     * @param pattern see {@link ImagePattern}
     * @param names paths relative to the image folder, no more than memory can hold
     * @throws OperationException when the pattern is none, or takes too long for so many names
     */
    public NameSketch(String pattern, List<String> names) throws OperationException {
        ImagePattern expression = new ImagePattern(pattern);
        long begin = System.nanoTime();
        for (String name : names) {
            add(expression, name);
            if (System.nanoTime() - begin > LONGEST.toNanos()) {
                throw new OperationException("imagePattern takes more than " + LONGEST.toSeconds() + " s for "
                        + names.size() + " names. Adjacent repetitions of the same expression, such as .*.*.*, cause"
                        + " that: write one.");
            }
        }
        index &= expression.readsIndex();
    }

    private void add(ImagePattern pattern, String path) throws OperationException {
        Matcher match = pattern.match(path);
        Map<String, String> values = match == null ? Map.of() : pattern.found(match);
        String channel = values.getOrDefault(ImagePattern.CHANNEL, "");
        boolean complete = match != null && (!channel.isEmpty() || !pattern.hasChannel());
        index |= HarmonyIndexFiles.isIndex(path);
        if (!complete) {
            if (ImageNames.countsForPresets(path)) {
                images++;
                leftOut.add(path);
            }
            return;
        }
        images++;
        matched.add(new Example(path, values));
        channels.add(channel.isEmpty() ? ImagePattern.ONE_CHANNEL : channel);
        Plate plate = plates.computeIfAbsent(
                values.getOrDefault(PlateFolders.PLATE, ""), name -> new Plate(name, new TreeMap<>()));
        Set<String> sites =
                plate.sites().computeIfAbsent(values.getOrDefault(WellKeys.WELL, ""), well -> new TreeSet<>());
        String site = values.getOrDefault(SITE, "");
        if (!site.isEmpty()) {
            sites.add(site);
        }
    }

    /** @return how many names are called like images, or match */
    public int images() {
        return images;
    }

    /** @return how many match */
    public int matchedCount() {
        return matched.size();
    }

    /** @return what is called like an image and does not match */
    public Examples leftOut() {
        return leftOut;
    }

    /** @return sorted by name */
    public List<Plate> plates() {
        return List.copyOf(plates.values());
    }

    /** @return sorted */
    public List<String> channels() {
        return List.copyOf(channels);
    }

    /** @return whether an index file of the microscope is there that gives channels other names in a build */
    public boolean hasIndex() {
        return index;
    }

    /** @return up to ten of the names that match, spread over all of them */
    public List<Example> examples() {
        List<Example> some = new ArrayList<>();
        int count = Math.min(EXAMPLES, matched.size());
        for (int i = 0; i < count; i++) {
            some.add(matched.get((int) ((long) i * matched.size() / count)));
        }
        return some;
    }
}
