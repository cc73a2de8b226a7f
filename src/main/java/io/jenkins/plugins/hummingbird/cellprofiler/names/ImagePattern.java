package io.jenkins.plugins.hummingbird.cellprofiler.names;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.jenkins.plugins.hummingbird.cellprofiler.Examples;
import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionException;
import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionTimeLimit;
import io.jenkins.plugins.hummingbird.cellprofiler.table.WellKeys;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Creates an image table from file names: a regular expression with named groups is matched against each path relative
 * to the image folder. The group {@code Channel} selects the column {@code FileName_X}; without it there is one
 * channel. Every other named group becomes a column {@code Metadata_X}; files with the same values in all of them are
 * one image set. Row and column of a well without the well itself are combined to a column {@code Metadata_Well}.
 */
public final class ImagePattern {
    /** The named group that selects the channel. */
    public static final String CHANNEL = "Channel";

    /** The name of the channel if the expression has no group for channels. */
    static final String ONE_CHANNEL = "Image";

    private final Optional<ImagePreset> preset;
    private final ExpressionTimeLimit time = new ExpressionTimeLimit();
    private final NamedGroups expression;
    private final PatternGroups groups;
    private final List<String> keys;
    private final WellKeys well;
    private final ImageSets sets = new ImageSets();
    private final Examples unmatched = new Examples();
    /** Null for a user's expression. */
    private final MismatchExplanation mismatch;

    private final PlateFolders plates = new PlateFolders();
    private final PlaneKeys planes = new PlaneKeys();
    private final Examples withIndex = new Examples();
    private final Examples withoutIndex = new Examples();
    /** The number of files in image sets with an image that an index marks as flawed. */
    private long leftOut;

    /**
     * @param text a regular expression of {@link java.util.regex.Pattern}, with groups named as in Java or Python, or
     *     the name of an {@link ImagePreset}
     * @throws OperationException if it is neither, or has no named group
     */
    public ImagePattern(String text) throws OperationException {
        preset = ImagePreset.named(text);
        expression = new NamedGroups(
                "imagePattern", preset.map(ImagePreset::expression).orElse(text), time);
        groups = new PatternGroups(preset, expression, text);
        mismatch = preset.isPresent() ? new MismatchExplanation(preset.get(), time) : null;
        keys = groups.keys();
        well = new WellKeys(keys);
    }

    /**
     * @return the metadata keys that a name provides: the named groups without {@code Channel}, and the well if row and
     *     column are combined
     */
    public List<String> keys() {
        List<String> all = new ArrayList<>(keys);
        if (well.combineWell()) {
            all.add(WellKeys.WELL);
        }
        return all;
    }

    /** @return the metadata columns that the table may have: some exist only if there is an index */
    public List<String> metadataColumns() {
        return metadataColumns(readsIndex());
    }

    private List<String> metadataColumns(boolean withDetails) {
        List<String> all = new ArrayList<>(keys());
        if (withDetails) {
            all.addAll(HarmonyIndex.DETAILS);
        }
        return all.stream().map(key -> "Metadata_" + key).toList();
    }

    /**
     * @param path relative to the image folder
     * @return the match; null for none
     * @throws OperationException if the expression takes too long for it
     */
    Matcher match(String path) throws OperationException {
        time.nextText();
        try {
            return expression.matches(path);
        } catch (ExpressionException e) {
            throw new OperationException(e.getMessage(), e);
        }
    }

    /** @return the first part of a path that matches; empty if there is none, or finding it takes too long */
    String matchingPart(String path) {
        try {
            Matcher match = expression.find(path);
            return match == null ? "" : match.group();
        } catch (ExpressionException e) {
            return "";
        }
    }

    /** @return the channel and the metadata of a match, without groups that did not participate */
    Map<String, String> found(Matcher match) {
        Map<String, String> found = groups.found(match);
        found.computeIfPresent(CHANNEL, (key, text) -> called(text));
        if (well.combineWell()) {
            found.put(
                    WellKeys.WELL,
                    well.name(keys.stream().map(key -> groups.text(match, key)).toList()));
        }
        return found;
    }

    /** @return whether there is a group for the channel; else all files are of one */
    boolean hasChannel() {
        return expression.names().contains(CHANNEL);
    }

    /** @return whether the index files of the microscope are read */
    public boolean readsIndex() {
        return preset.filter(ImagePreset::readsIndex).isPresent();
    }

    /**
     * Adds a file.
     *
     * @param path relative to the image folder
     * @throws OperationException if the expression takes too long for it
     */
    public void add(String path) throws OperationException {
        add(path, null);
    }

    /**
     * Adds a file.
     *
     * @param path relative to the image folder
     * @param index the index of its plate; null for none
     * @throws OperationException if the expression takes too long for it
     */
    public void add(String path, HarmonyIndex index) throws OperationException {
        Matcher match = match(path);
        String channel = match == null ? "" : groups.channel(match);
        if (channel.isEmpty()) {
            unmatched.add(path);
            if (mismatch != null) {
                mismatch.examine(path);
            }
            return;
        }
        if (index != null && !index.take(path)) {
            leftOut++;
            return;
        }
        List<String> values = new ArrayList<>();
        for (String key : keys) {
            String value = groups.text(match, key);
            values.add(value);
            planes.observe(key, value);
        }
        if (well.combineWell()) {
            values.add(well.name(values));
        }
        if (preset.isPresent()) {
            plates.add(
                    groups.text(match, PlateFolders.PLATE),
                    keys.contains(WellKeys.WELL) ? groups.text(match, WellKeys.WELL) : "",
                    path);
        }
        if (index != null) {
            withIndex.add(path);
            sets.add(values, index.channel(path, called(channel)), path, index.details(path));
        } else {
            withoutIndex.add(path);
            sets.add(values, called(channel), path, List.of());
        }
    }

    /** @return the name of a channel in columns */
    private String called(String channel) {
        return preset.map(one -> one.channel(channel)).orElse(channel);
    }

    /** @return sentences about plates whose files are in several folders, which may be a mistake */
    public List<String> remarks() {
        return plates.remarks();
    }

    /** @return {@code imagePattern}, with the name of its preset if there is one */
    public String kind() {
        return preset.map(one -> "the preset " + one + " of imagePattern").orElse("imagePattern");
    }

    /** @return {@link #kind}, followed by a user's expression */
    String name() {
        return preset.isPresent() ? kind() : kind() + " " + expression;
    }

    /** @return why a name does not match a preset: a sentence; empty for a user's expression */
    String mismatch(String path) throws OperationException {
        if (preset.isEmpty()) {
            return "";
        }
        MismatchExplanation one = new MismatchExplanation(preset.get(), time);
        one.examine(path);
        return one.sentence();
    }

    /** @return the number of files that did not match */
    public long unmatchedCount() {
        return unmatched.count();
    }

    /** @return the first ten files that did not match */
    public List<String> unmatched() {
        return unmatched.first();
    }

    /** @return a sentence without a full stop if planes or time points have several values; empty otherwise */
    public String planesRemark() {
        List<String> varying = planes.varying();
        return varying.isEmpty()
                ? ""
                : "LoadData has no 3D: each value of " + String.join(", ", varying) + " is an image set of its own";
    }

    /**
     * Writes the table, one row per image set, in the natural order of their metadata.
     *
     * @param images the image folder: an absolute path, or a URL, in which case the table has {@code URL_X} in place of
     *     {@code FileName_X} and {@code PathName_X}
     * @param table the file to write
     * @throws OperationException if there is no image set, one lacks a channel that others have, or two files have the
     *     same metadata and channel
     */
    public void write(String images, Path table) throws IOException, OperationException {
        if (sets.isEmpty() && leftOut > 0) {
            throw new OperationException("Of each image set below " + images + " Harmony's index gives an image another"
                    + " state than Ok, so none is left. Look at the plate in Harmony, or give imagePattern"
                    + " OperaPhenixNumbers, which reads no index.");
        }
        if (sets.isEmpty()) {
            throw new OperationException("No file below " + images + " matches " + name() + "."
                    + (unmatched.count() == 0
                            ? " There is no file at all."
                            : " There are, for instance: " + String.join(", ", unmatched.first()))
                    + (mismatch == null || unmatched.count() == 0 ? "" : ". " + mismatch.sentence()));
        }
        if (withIndex.count() > 0 && withoutIndex.count() > 0) {
            throw new OperationException("Below " + images + " " + withIndex.count()
                    + " images lie beside an index of Harmony, which names their channels, such as "
                    + withIndex.first().get(0) + ", and " + withoutIndex.count() + " do not, such as "
                    + withoutIndex.first().get(0) + ". Add the missing index files, or give imagePattern"
                    + " OperaPhenixNumbers: it names the channels ch1, ch2 for all of them.");
        }
        check();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(table)) {
            List<String> header = new ArrayList<>();
            header.addAll(sets.columns(images));
            header.addAll(metadataColumns(withIndex.count() > 0));
            csv.writeRecord(header);
            sets.write(images, csv, withIndex.count() > 0 ? HarmonyIndex.DETAILS.size() : 0);
        }
    }

    private void check() throws OperationException {
        try {
            sets.check();
            if (preset.isPresent()) {
                sets.rejectMixedPlanes(keys.indexOf("Z"), preset.get().forMixedPlanes());
            }
        } catch (OperationException e) {
            throw preset.isEmpty()
                    ? e
                    : new OperationException(e.getMessage() + " The names were matched with " + name() + ".", e);
        }
    }
}
