package io.jenkins.plugins.hummingbird.cellprofiler.names;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.jenkins.plugins.hummingbird.cellprofiler.Examples;
import io.jenkins.plugins.hummingbird.cellprofiler.NaturalOrder;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Image files by metadata and channel. A million files need about 300 MB: repeated texts, such as plates and folders,
 * are stored once.
 */
final class ImageSets {
    private final Map<String, String> texts = new HashMap<>();
    /** The channels, numbered from 0 in the order of their first occurrence. */
    private final Map<String, Integer> channels = new HashMap<>();
    /** For each channel a folder and a file name, if the set has them. */
    private final Map<List<String>, String[]> sets = new LinkedHashMap<>();

    /** The additional values of the first file of a set that has any. */
    private final Map<List<String>, List<String>> details = new HashMap<>();

    private final Examples duplicates = new Examples();

    /**
     * @param path relative to the image folder
     * @param more additional values, which do not distinguish sets; those of a set's first file are used. Empty, or as
     *     many as for every other file that has some
     */
    void add(List<String> metadata, String channel, String path, List<String> more) {
        int position = 2 * channels.computeIfAbsent(once(channel), c -> channels.size());
        List<String> key = List.of(metadata.stream().map(this::once).toArray(String[]::new));
        String[] files = sets.get(key);
        if (files == null || files.length < position + 2) {
            int length = Math.max(position + 2, 2 * channels.size());
            files = files == null ? new String[length] : Arrays.copyOf(files, length);
            sets.put(key, files);
        }
        if (!more.isEmpty()) {
            details.computeIfAbsent(
                    key, k -> List.of(more.stream().map(this::once).toArray(String[]::new)));
        }
        if (files[position + 1] != null) {
            duplicates.add(path(files, position) + " and " + path);
            return;
        }
        int slash = path.lastIndexOf('/');
        files[position] = once(slash < 0 ? "" : path.substring(0, slash));
        files[position + 1] = path.substring(slash + 1);
    }

    private String once(String text) {
        return texts.computeIfAbsent(text, t -> t);
    }

    private static String path(String[] files, int position) {
        return (files[position].isEmpty() ? "" : files[position] + "/") + files[position + 1];
    }

    private static int compare(List<String> one, List<String> other) {
        int order = 0;
        for (int i = 0; i < one.size() && order == 0; i++) {
            order = NaturalOrder.TEXTS.compare(one.get(i), other.get(i));
        }
        return order;
    }

    boolean isEmpty() {
        return sets.isEmpty();
    }

    /** @return the channels in the order of the columns */
    List<String> channels() {
        return channels.keySet().stream().sorted().toList();
    }

    /**
     * @throws OperationException if two files have the same metadata and channel or a file is missing; the message
     *     names the first ten
     */
    void check() throws OperationException {
        Examples gaps = new Examples();
        for (String[] files : sets.values()) {
            List<String> missing = new ArrayList<>();
            String known = null;
            for (Map.Entry<String, Integer> channel : new TreeMap<>(channels).entrySet()) {
                int position = 2 * channel.getValue();
                if (position >= files.length || files[position + 1] == null) {
                    missing.add(channel.getKey());
                } else if (known == null) {
                    known = path(files, position);
                }
            }
            if (!missing.isEmpty()) {
                gaps.add("that of " + known + " lacks " + String.join(", ", missing));
            }
        }
        List<String> problems = new ArrayList<>();
        if (duplicates.count() > 0) {
            problems.add(duplicates.count() + " times two images have the same metadata and channel: " + duplicates
                    + ". Add a named group that distinguishes them to imagePattern, or remove one.");
        }
        if (gaps.count() > 0) {
            problems.add(gaps.count() + " image sets have no image of a channel that others have: " + gaps
                    + ". Add the missing files, or narrow imagePattern to complete image sets.");
        }
        if (!problems.isEmpty()) {
            throw new OperationException(String.join(" ", problems));
        }
    }

    /**
     * Rejects flat images that have the same metadata as planes: they are projections, and not additional planes.
     *
     * @param z the position of the plane in the metadata; -1 for none
     * @param advice a sentence for the message
     * @throws OperationException if there are any; the message names the first ten
     */
    void rejectMixedPlanes(int z, String advice) throws OperationException {
        boolean flat =
                z >= 0 && sets.keySet().stream().anyMatch(key -> key.get(z).isEmpty());
        if (!flat || sets.keySet().stream().allMatch(key -> key.get(z).isEmpty())) {
            return;
        }
        Set<List<String>> inPlanes = new HashSet<>();
        sets.keySet().stream().filter(key -> !key.get(z).isEmpty()).forEach(key -> inPlanes.add(without(z, key)));
        Examples mixed = new Examples();
        sets.forEach((key, files) -> {
            if (key.get(z).isEmpty() && inPlanes.contains(without(z, key))) {
                mixed.add(path(files, 0));
            }
        });
        if (mixed.count() > 0) {
            throw new OperationException(mixed.count() + " image sets are flat beside planes of the same place, as"
                    + " projections are: " + mixed + ". " + advice);
        }
    }

    private static List<String> without(int position, List<String> key) {
        List<String> others = new ArrayList<>(key);
        others.remove(position);
        return others;
    }

    /**
     * @param images the image folder: an absolute path, or a URL
     * @return the columns that name the files, in the order of {@link #channels}
     */
    List<String> columns(String images) {
        return channels().stream()
                .flatMap(channel -> isUrl(images)
                        ? Stream.of("URL_" + channel)
                        : Stream.of("FileName_" + channel, "PathName_" + channel))
                .toList();
    }

    private static boolean isUrl(String images) {
        return !images.startsWith("/");
    }

    /**
     * Writes a row for each set: its files in the order of {@link #columns}, its metadata, and the additional values.
     * The sets are in the {@linkplain NaturalOrder natural order} of their metadata, key by key: modules such as
     * TrackObjects process the rows of a group as a time series.
     *
     * @param more the number of additional values
     */
    void write(String images, CsvWriter csv, int more) {
        List<String> none = Collections.nCopies(more, "");
        int[] positions = channels().stream()
                .mapToInt(channel -> 2 * channels.get(channel))
                .toArray();
        List<Map.Entry<List<String>, String[]>> ordered = new ArrayList<>(sets.entrySet());
        ordered.sort((one, other) -> compare(one.getKey(), other.getKey()));
        for (Map.Entry<List<String>, String[]> set : ordered) {
            List<String> row = new ArrayList<>();
            for (int position : positions) {
                String folder = set.getValue()[position];
                if (isUrl(images)) {
                    row.add(images + "/" + path(set.getValue(), position));
                } else {
                    row.add(set.getValue()[position + 1]);
                    row.add(folder.isEmpty() ? images : images + "/" + folder);
                }
            }
            row.addAll(set.getKey());
            row.addAll(details.getOrDefault(set.getKey(), none));
            csv.writeRecord(row);
        }
    }
}
