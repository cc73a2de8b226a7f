package io.jenkins.plugins.hummingbird.cellprofiler.files;

import io.jenkins.plugins.hummingbird.cellprofiler.Examples;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys by which files are grouped, and the values of a file for them. */
final class FileGrouping {
    /** CellProfiler's value of a key that only other files have: {@code Measurements.get_groupings}. */
    private static final String NO_VALUE = "None";

    /** Keys that every image has without the Metadata module. */
    private static final Set<String> OF_EVERY_IMAGE = Set.of("FileLocation", "Frame", "Series");

    private final List<String> keys;
    private final boolean pipelineGrouping;
    private final List<String> remarks = new ArrayList<>();
    private final Examples withoutKey = new Examples();

    /**
     * @param own the keys of the Groups module
     * @param groupBy the requested keys; empty for those of the Groups module
     * @throws OperationException if nothing provides one of the keys, or names do not provide a requested key
     */
    FileGrouping(List<String> own, List<String> groupBy, FileNameMetadata metadata) throws OperationException {
        List<String> wanted = groupBy.isEmpty() ? own : groupBy;
        List<String> unknown =
                wanted.stream().filter(key -> !metadata.keys().contains(key)).toList();
        pipelineGrouping = wanted.equals(own);
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
                    "The Groups module groups by " + fact + ". CellProfiler fails at that without an"
                            + " error message: group by a key that names give, or " + remedy + ".");
        }
        if (!groupBy.isEmpty()) {
            throw new OperationException("groupBy asks for " + fact + ". To group by it, " + remedy + ".");
        }
        remarks.add("WARNING: all files run as one group. The Groups module groups by " + fact
                + ". To run its groups as" + " tasks of their own, " + remedy);
    }

    /** @return the keys without {@code Metadata_}; empty if all files are one group */
    List<String> keys() {
        return keys;
    }

    /** @return whether CellProfiler would form the same groups from all files, in the same order */
    boolean isPipelineGrouping() {
        return pipelineGrouping;
    }

    /** @return messages for the user */
    List<String> remarks() {
        return remarks;
    }

    /**
     * @param taken the channels that the image belongs to
     * @return for each key the value of the image, null for a key whose every value the image matches; or null instead
     *     of an array if the image lacks a value and is in no image set
     */
    String[] values(ImageFile image, ImageChannels channels, List<Integer> taken) {
        boolean joined = channels.byMetadata() && !taken.isEmpty() && !taken.contains(channels.anchor());
        String[] values = new String[keys.size()];
        boolean lacking = false;
        for (int i = 0; i < values.length; i++) {
            Optional<String> key = joined ? channels.keyOf(taken.get(0), keys.get(i)) : Optional.of(keys.get(i));
            values[i] = key.map(image.metadata()::get).orElse(null);
            if (values[i] == null && key.isPresent() && !(joined && !channels.joinsBy(keys.get(i)))) {
                // an image without a value for a matching key is in no image set
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

    /** @return the images so far that lack a key but are in a group, as in CellProfiler */
    Examples withoutKey() {
        return withoutKey;
    }
}
