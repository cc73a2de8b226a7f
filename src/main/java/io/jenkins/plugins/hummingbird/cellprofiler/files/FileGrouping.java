package io.jenkins.plugins.hummingbird.cellprofiler.files;

import io.jenkins.plugins.hummingbird.cellprofiler.Findings;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** By which keys files are grouped, and what a file has for them. */
final class FileGrouping {
    /** What CellProfiler makes of a key that the names of other files give: {@code Measurements.get_groupings}. */
    private static final String NO_VALUE = "None";

    /** The keys that every image has without the Metadata module. */
    private static final Set<String> OF_EVERY_IMAGE = Set.of("FileLocation", "Frame", "Series");

    private final List<String> keys;
    private final boolean thePipelines;
    private final List<String> remarks = new ArrayList<>();
    private final Findings withoutKey = new Findings();

    /**
     * @param own the keys of the Groups module
     * @param groupBy those that were asked for; empty for the own
     * @throws OperationException when nothing gives one of them, or names do not give one that was asked for
     */
    FileGrouping(List<String> own, List<String> groupBy, NameMetadata metadata) throws OperationException {
        List<String> wanted = groupBy.isEmpty() ? own : groupBy;
        List<String> unknown =
                wanted.stream().filter(key -> !metadata.keys().contains(key)).toList();
        thePipelines = wanted.equals(own);
        keys = unknown.isEmpty() ? List.copyOf(wanted) : List.of();
        if (unknown.isEmpty()) {
            return;
        }
        String fact =
                String.join(", ", unknown) + ": no regular expression of the Metadata module gives that. Names give "
                        + (metadata.keys().isEmpty() ? "no key" : String.join(", ", metadata.keys()))
                        + (metadata.reservations().isEmpty() ? "" : "; " + String.join("; ", metadata.reservations()));
        String remedy = "extract it from file or folder names in the Metadata module";
        if (groupBy.isEmpty() && metadata.reservations().isEmpty() && !OF_EVERY_IMAGE.containsAll(unknown)) {
            throw new OperationException(
                    "The Groups module groups by " + fact + ". CellProfiler fails at that without a"
                            + " word: group by a key that names give, or " + remedy + ".");
        }
        if (!groupBy.isEmpty()) {
            throw new OperationException("groupBy asks for " + fact + ". To group by it, " + remedy + ".");
        }
        remarks.add("WARNING: all files run as one group. The Groups module groups by " + fact
                + ". To run its groups as" + " tasks of their own, " + remedy);
    }

    /** @return the keys, without {@code Metadata_}; none makes all files one group */
    List<String> keys() {
        return keys;
    }

    /** @return whether CellProfiler would make the same groups of all files, in the same order */
    boolean isThePipelines() {
        return thePipelines;
    }

    /** @return what is to be known of it */
    List<String> remarks() {
        return remarks;
    }

    /**
     * @param taken the channels that the image is of
     * @return for each key the image's value, null where the image is the same for all values; or null as a whole when
     *     the image has no value and so is in no image set
     */
    String[] values(ImageFile image, ImageChannels channels, List<Integer> taken) {
        boolean joined = channels.byMetadata() && !taken.isEmpty() && !taken.contains(channels.anchor());
        String[] values = new String[keys.size()];
        boolean lacking = false;
        for (int i = 0; i < values.length; i++) {
            Optional<String> key = joined ? channels.keyOf(taken.get(0), keys.get(i)) : Optional.of(keys.get(i));
            values[i] = key.map(image.metadata()::get).orElse(null);
            if (values[i] == null && key.isPresent() && !(joined && !channels.joinsBy(keys.get(i)))) {
                // what is matched by a key that it lacks is in no image set
                if (taken.isEmpty() || channels.byMetadata() && channels.joinsBy(keys.get(i))) {
                    return null;
                }
                values[i] = NO_VALUE;
                lacking = true;
            }
        }
        if (lacking) {
            withoutKey.add(image.path());
        }
        return values;
    }

    /** @return the images so far that lack a key, and are in a group all the same, as for CellProfiler */
    Findings withoutKey() {
        return withoutKey;
    }
}
