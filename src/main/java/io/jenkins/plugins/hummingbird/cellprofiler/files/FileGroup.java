package io.jenkins.plugins.hummingbird.cellprofiler.files;

import io.jenkins.plugins.hummingbird.cellprofiler.Examples;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The files of a group, and the image sets that CellProfiler builds from them. */
final class FileGroup {
    private final ImageChannels channels;
    private final List<String> paths = new ArrayList<>();
    /** The paths of the anchor channel, if images are paired by order. */
    private final List<String> anchorPaths = new ArrayList<>();

    private final int[] counts;
    /** For each channel the join values of its images. */
    private final List<Set<List<String>>> joined = new ArrayList<>();

    FileGroup(ImageChannels channels) {
        this.channels = channels;
        counts = new int[channels.names().size()];
        channels.names().forEach(name -> joined.add(new LinkedHashSet<>()));
    }

    /** @param taken the channels that the image belongs to */
    void add(ImageFile image, List<Integer> taken) {
        String path = image.path();
        paths.add(path);
        if (!channels.byMetadata() && taken.contains(channels.anchor())) {
            anchorPaths.add(path);
        }
        for (int channel : taken) {
            counts[channel]++;
            if (channels.byMetadata()) {
                joined.get(channel).add(channels.joinValues(channel, image));
            }
        }
    }

    List<String> paths() {
        return paths;
    }

    /** @return the files of the channel that determines the order of image sets, if they are not matched by metadata */
    List<String> anchorPaths() {
        return anchorPaths;
    }

    /** @return the join values of the anchor's images, if image sets are matched by metadata */
    Set<List<String>> anchorValues() {
        return joined.get(channels.anchor());
    }

    /** @return whether all channels have the same number of images */
    boolean even() {
        for (int count : counts) {
            if (count != counts[0]) {
                return false;
            }
        }
        return true;
    }

    /** @return such as {@code 4 of DNA, 3 of Actin} */
    String counted() {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            parts.add(counts[i] + " of " + channels.names().get(i));
        }
        return String.join(", ", parts);
    }

    /**
     * Counts image sets as {@code org.cellprofiler.imageset.Joiner} and {@code ChannelFilter} (prokaryote 2.4.4) do: an
     * image of the anchor forms an image set if each other channel has an image with the same values.
     *
     * @param incomplete receives a text for each image set without an image of a channel, which CellProfiler leaves out
     * @return the number of image sets
     */
    int imageSets(Examples incomplete) {
        if (!channels.byMetadata()) {
            int least = counts[0];
            for (int count : counts) {
                least = Math.min(least, count);
            }
            return least;
        }
        int complete = 0;
        for (List<String> values : joined.get(channels.anchor())) {
            List<String> missing = values.contains(null) ? List.of() : missing(values);
            if (!missing.isEmpty()) {
                incomplete.add(String.join("/", values) + " lacks " + String.join(", ", missing));
            } else if (!values.contains(null)) {
                complete++;
            }
        }
        return complete;
    }

    private List<String> missing(List<String> values) {
        List<String> missing = new ArrayList<>();
        for (int channel = 0; channel < counts.length; channel++) {
            if (!joined.get(channel).contains(channels.joinValuesFor(channel, values))) {
                missing.add(channels.names().get(channel));
            }
        }
        return missing;
    }
}
