package io.jenkins.plugins.hummingbird.cellprofiler.files;

import io.jenkins.plugins.hummingbird.cellprofiler.CodePoints;
import io.jenkins.plugins.hummingbird.cellprofiler.Examples;
import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionException;
import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionTimeLimit;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.Pipeline;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.PipelineModule;
import io.jenkins.plugins.hummingbird.cellprofiler.table.FolderNames;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Sorts image files into groups for a pipeline without an image table: Images selects files, Metadata reads their
 * names, NamesAndTypes forms image sets, Groups groups them. CellProfiler repeats this in each task with the files of
 * its group; here it determines which files those are, and how many image sets to expect.
 */
public final class ImageFiles {
    /** CellProfiler reads a file list as UTF-8, line by line, and strips blanks. */
    private static final Pattern UNFIT = Pattern.compile("[\\n\\r\\uFFFD]|\\s$", Pattern.UNICODE_CHARACTER_CLASS);

    private final ExpressionTimeLimit time = new ExpressionTimeLimit();
    private final FileRule chosen;
    private final FileNameMetadata metadata;
    private final ImageChannels channels;
    private final FileGrouping grouping;
    private final Map<List<String>, FileGroup> found = new HashMap<>();
    private final List<SharedImage> shared = new ArrayList<>();
    private final PairingByOrder order;
    /** Whether a module tracks objects from one image set to the next. */
    private final boolean tracks;

    private final Examples outside = new Examples();
    private final List<String> remarks = new ArrayList<>();
    /** Why the number of image sets is not known beforehand; empty if it is. */
    private final List<String> doubts = new ArrayList<>();

    private long added;
    private long refused;
    private long ofNoChannel;

    /** An image of several groups; null matches any value. */
    private record SharedImage(String[] values, ImageFile image, List<Integer> taken) {
        boolean isOf(List<String> group) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] != null && !values[i].equals(group.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * @param pipeline with the modules Images and NamesAndTypes
     * @param groupBy the requested keys without {@code Metadata_}; empty for those of the pipeline
     * @throws OperationException if images cannot be grouped like this; the message says what to do
     */
    public ImageFiles(Pipeline pipeline, List<String> groupBy) throws OperationException {
        Optional<FileRule> rule = chosen(pipeline);
        chosen = rule.orElse(FileRule.ANY);
        metadata = new FileNameMetadata(pipeline, time);
        channels = new ImageChannels(
                pipeline.enabled("NamesAndTypes")
                        .findFirst()
                        .orElseThrow(() -> new OperationException("The pipeline has no enabled NamesAndTypes module.")),
                time);
        grouping = new FileGrouping(pipeline.groupingKeys(), groupBy, metadata);
        tracks = pipeline.enabled("TrackObjects").findFirst().isPresent();
        remarks.addAll(grouping.remarks());
        if (channels.names().isEmpty() || channels.anchor() < 0) {
            throw new OperationException("NamesAndTypes assigns no image, or matches by metadata without a channel that"
                    + " has a key for each match: correct it in CellProfiler.");
        }
        if (!channels.singleImages().isEmpty()) {
            remarks.add("NamesAndTypes gives every image set " + String.join(", ", channels.singleImages())
                    + ", which the nodes must be able to read");
        }
        if (rule.isEmpty()) {
            remarks.add("WARNING: the rule of the Images module is not understood: all files are kept, and CellProfiler"
                    + " applies the rule in each task");
            doubt("the rule of the Images module is not understood");
        }
        collectDoubts();
        order = new PairingByOrder(
                pairsByOrder() && !grouping.keys().isEmpty() ? channels.names().size() : 0);
    }

    private Optional<FileRule> chosen(Pipeline pipeline) {
        PipelineModule images = pipeline.enabled("Images").findFirst().orElse(null);
        if (images == null || images.has("Filter images?", "No filtering")) {
            return Optional.of(FileRule.ANY);
        }
        return images.has("Filter images?", "Custom")
                ? images.setting("Select the rule criteria").flatMap(rule -> FileRule.parse(rule, time))
                : Optional.of(FileRule.imagesOnly(time));
    }

    private void collectDoubts() {
        if (!channels.unclear().isEmpty()) {
            doubt("NamesAndTypes has a rule that names alone do not decide, for "
                    + String.join(", ", channels.unclear()));
        }
        if (metadata.readsHeaders()) {
            doubt("the Metadata module reads image headers: a file may be several images");
        }
        if (channels.volumes()) {
            doubt("NamesAndTypes takes files as 3D");
        }
        if (channels.byMetadata() && (metadata.typed() || !channels.joinKeys().allMatch(metadata.keys()::contains))) {
            doubt("NamesAndTypes matches by metadata that are numbers, or that names do not give");
        }
    }

    private void doubt(String why) {
        doubts.add(why);
    }

    private boolean pairsByOrder() {
        return channels.names().size() > 1 && !channels.byMetadata();
    }

    /** @return the keys by which the files are grouped, without {@code Metadata_} */
    public List<String> keys() {
        return grouping.keys();
    }

    /**
     * Adds a file.
     *
     * @param path an absolute path
     * @throws OperationException if its name cannot be in a file list, or a regular expression of the pipeline takes
     *     too long for it
     */
    public void add(String path) throws OperationException {
        time.nextText();
        try {
            addWithin(path);
        } catch (ExpressionException e) {
            throw new OperationException(e.getMessage(), e);
        }
    }

    private void addWithin(String path) throws OperationException {
        ImageFile image = ImageFile.of(path);
        if (!chosen.takes(image)) {
            refused++;
            return;
        }
        if (UNFIT.matcher(path).find()) {
            throw new OperationException(
                    "The name of " + path + " ends in a blank, contains a line end, or is not in UTF-8,"
                            + " which a file list for CellProfiler cannot contain: rename it.");
        }
        ImageFile known = metadata.of(image);
        List<Integer> taken = taken(known);
        String[] values = grouping.values(known, channels, taken);
        if (values == null) {
            if (taken.isEmpty() && channels.unclear().isEmpty()) {
                ofNoChannel++;
            } else {
                outside.add(path);
            }
            return;
        }
        if (Arrays.asList(values).contains(null)) {
            shared.add(new SharedImage(values, known, taken));
        } else {
            FileGroup group = found.computeIfAbsent(List.of(values), key -> new FileGroup(channels));
            group.add(known, taken);
            added++;
            if (pairsByOrder() && !keys().isEmpty()) {
                taken.forEach(channel -> order.add(channel, path, group));
            }
        }
    }

    private List<Integer> taken(ImageFile image) {
        List<Integer> taken = new ArrayList<>();
        for (int channel = 0; channel < channels.names().size(); channel++) {
            if (channels.takes(channel, image)) {
                taken.add(channel);
            }
        }
        return taken;
    }

    /**
     * Writes the file lists: one absolute path per line, group by group, in the order in which CellProfiler runs them
     * ({@code Measurements.get_groupings}).
     *
     * @param list the file to write
     * @return the groups, with offset and length of their lines
     * @throws OperationException if there is no file, or image sets span groups; the message says what to do
     */
    public List<Group> write(Path list) throws IOException, OperationException {
        if (found.isEmpty()) {
            throw new OperationException("No file below images is taken by the pipeline: the Images module leaves out "
                    + refused + ", " + (ofNoChannel > 0 ? "NamesAndTypes " + ofNoChannel + ", " : "") + "and "
                    + outside.count() + " have no "
                    + String.join(", ", keys()) + " in their names" + (outside.count() > 0 ? ": " + outside : "")
                    + ". Correct the parameter images or the pipeline.");
        }
        Map<List<String>, FileGroup> groups = new TreeMap<>(CodePoints.LISTS);
        groups.putAll(found);
        groups.forEach((values, group) -> shared.stream()
                .filter(image -> image.isOf(values))
                .forEach(image -> group.add(image.image(), image.taken())));
        List<Integer> sets = imageSets(groups);
        boolean numbered = grouping.isPipelineGrouping() && !metadata.typed() && doubts.isEmpty();
        List<Group> written = new ArrayList<>();
        FolderNames folders = new FolderNames();
        long offset = 0;
        long image = 1;
        try (BufferedWriter out = Files.newBufferedWriter(list)) {
            for (Map.Entry<List<String>, FileGroup> group : groups.entrySet()) {
                String lines = String.join("\n", group.getValue().paths()) + "\n";
                out.write(lines);
                long length = lines.getBytes(StandardCharsets.UTF_8).length;
                int count = sets.get(written.size());
                written.add(new Group(
                        group.getKey(), folders.of(group.getKey()), offset, length, count, numbered ? image : 0));
                offset += length;
                image += count;
            }
        }
        return written;
    }

    /** Counts the image sets of each group and removes groups without any. */
    private List<Integer> imageSets(Map<List<String>, FileGroup> groups) throws OperationException {
        if (outside.count() > 0) {
            remarks.add("WARNING: " + outside.count() + " files have no " + String.join(", ", keys())
                    + " in their names and are left out, such as " + outside);
        }
        Examples withoutKey = grouping.withoutKey();
        if (withoutKey.count() > 0) {
            remarks.add("WARNING: " + withoutKey.count() + " files have no " + String.join(", ", keys())
                    + " in their names, and CellProfiler takes None for it, such as " + withoutKey);
        }
        if (tracks) {
            new FrameOrder(channels, metadata).check(groups.values());
        }
        if (!doubts.isEmpty()) {
            remarks.add("how many image sets there are is not known beforehand: " + String.join("; ", doubts)
                    + ". A group counts as completed when all image sets that CellProfiler started are done");
            return Collections.nCopies(groups.size(), 0);
        }
        GroupSizes sizes = new GroupSizes(groups, keys());
        if (pairsByOrder()) {
            sizes.rejectUneven(order.spanning());
        }
        List<Integer> sets = sizes.count();
        remarks.addAll(sizes.remarks());
        return sets;
    }

    /** @return the number of files in the groups; a file of several groups is counted once */
    public long count() {
        return added + shared.size();
    }

    /** @return messages for the user about the files and groups: sentences without a full stop */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }
}
