package io.jenkins.plugins.hummingbird.cellprofiler;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** By which keys files are grouped, and what a file has for them. */
final class FileGrouping {
    private final List<String> keys;
    private final boolean thePipelines;
    private final List<String> remarks = new ArrayList<>();

    /**
     * @param own the keys of the Groups module
     * @param groupBy those that were asked for; empty for the own
     * @throws OperationException when names do not give one that was asked for
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
     *     the image has no value, and so no group
     */
    String[] values(ImageFile image, ImageChannels channels, List<Integer> taken) {
        boolean joined = channels.byMetadata() && !taken.isEmpty() && !taken.contains(channels.anchor());
        String[] values = new String[keys.size()];
        for (int i = 0; i < values.length; i++) {
            Optional<String> key = joined ? channels.keyOf(taken.get(0), keys.get(i)) : Optional.of(keys.get(i));
            values[i] = key.map(image.metadata()::get).orElse(null);
            if (values[i] == null && key.isPresent() && !(joined && !channels.joinsBy(keys.get(i)))) {
                return null;
            }
        }
        return values;
    }
}
