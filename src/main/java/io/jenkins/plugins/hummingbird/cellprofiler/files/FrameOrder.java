package io.jenkins.plugins.hummingbird.cellprofiler.files;

import io.jenkins.plugins.hummingbird.cellprofiler.NaturalOrder;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Checks that CellProfiler, which sorts image sets itself if it reads no table, runs the image sets of a group in the
 * order of their numbers. It sorts by the URLs of the first channel's files as text ({@code ChannelFilter} of
 * prokaryote 2.4.4), or, if images are matched by metadata, by the matched values ({@code Joiner}), of which only the
 * keys of {@link FileNameMetadata#isNumber} are numbers. Verified with CellProfiler 4.2.8.1 in {@code
 * CellProfilerImageSetsTest}.
 */
final class FrameOrder {
    private final ImageChannels channels;
    private final FileNameMetadata metadata;

    FrameOrder(ImageChannels channels, FileNameMetadata metadata) {
        this.channels = channels;
        this.metadata = metadata;
    }

    /** @throws OperationException if CellProfiler would run a group in another order */
    void check(Iterable<FileGroup> groups) throws OperationException {
        for (FileGroup group : groups) {
            String wrong = channels.byMetadata() ? wrongValues(group) : wrongPaths(group);
            if (!wrong.isEmpty()) {
                throw new OperationException(
                        "TrackObjects follows objects from one image set of a group to the next, and"
                                + " CellProfiler would take " + wrong
                                + ": without a table it orders them by text. Write these"
                                + " numbers with the same count of digits in all names (t01, t02)"
                                + (channels.byMetadata()
                                        ? ", give their key the data type Integer in the Metadata module"
                                        : "")
                                + ", or read the images by LoadData with imagePattern, whose rows are in the order of"
                                + " the numbers.");
            }
        }
    }

    /** @return what CellProfiler runs too early, and before what: a part of a sentence; empty if the order is right */
    private static String wrongPaths(FileGroup group) {
        List<String> paths = new ArrayList<>(group.anchorPaths());
        paths.sort(Comparator.comparing(PairingByOrder::url));
        for (int i = 1; i < paths.size(); i++) {
            if (NaturalOrder.isOnlyTextOrder(paths.get(i - 1), paths.get(i))) {
                return paths.get(i - 1) + " before " + paths.get(i);
            }
        }
        return "";
    }

    private String wrongValues(FileGroup group) {
        List<String> keys = channels.anchorKeys();
        List<List<String>> values = new ArrayList<>();
        group.anchorValues().stream().filter(one -> !one.contains(null)).forEach(values::add);
        values.sort((one, other) -> compare(keys, one, other));
        for (int i = 1; i < values.size(); i++) {
            List<String> before = values.get(i - 1);
            List<String> after = values.get(i);
            for (int key = 0; key < keys.size(); key++) {
                if (!before.get(key).equals(after.get(key))) {
                    if (!metadata.isNumber(keys.get(key))
                            && NaturalOrder.isOnlyTextOrder(before.get(key), after.get(key))) {
                        return keys.get(key) + " " + before.get(key) + " before " + after.get(key);
                    }
                    break;
                }
            }
        }
        return "";
    }

    private int compare(List<String> keys, List<String> one, List<String> other) {
        for (int key = 0; key < keys.size(); key++) {
            int order = metadata.isNumber(keys.get(key))
                    ? NaturalOrder.TEXTS.compare(one.get(key), other.get(key))
                    : one.get(key).compareTo(other.get(key));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
