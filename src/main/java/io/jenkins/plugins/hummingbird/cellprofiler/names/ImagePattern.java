package io.jenkins.plugins.hummingbird.cellprofiler.names;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionException;
import io.jenkins.plugins.hummingbird.cellprofiler.Findings;
import io.jenkins.plugins.hummingbird.cellprofiler.MatchTime;
import io.jenkins.plugins.hummingbird.cellprofiler.table.WellKeys;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;

/**
 * Makes an image table out of file names: a regular expression with named groups is matched against each path
 * relative to the image folder. The group {@code Channel} decides between the columns {@code FileName_X}; without it there
 * is one channel. Every other named group becomes a column {@code Metadata_X}, and files that agree in all of these are one
 * image set. Row and column of a well without the well itself make a column {@code Metadata_Well}.
 */
public final class ImagePattern {
    /** The named group that decides between channels. */
    public static final String CHANNEL = "Channel";

    /** What the channel is called where an expression tells none apart. */
    static final String ONE_CHANNEL = "Image";

    private static final Set<String> PLANES = Set.of(
            "z",
            "zstep",
            "zplane",
            "zindex",
            "zslice",
            "plane",
            "slice",
            "t",
            "time",
            "timepoint",
            "timeindex",
            "frame");

    private final Optional<ImagePreset> preset;
    private final MatchTime time = new MatchTime();
    private final NamedGroups expression;
    private final PatternGroups groups;
    private final List<String> keys;
    private final WellKeys well;
    private final ImageSets sets = new ImageSets();
    private final Findings unmatched = new Findings();
    /** Null for an expression of the user's own. */
    private final NearestName nearest;

    private final PlateFolders plates = new PlateFolders();
    /** The first value of each key that tells planes or moments apart. */
    private final Map<String, String> firstPlane = new LinkedHashMap<>();

    private final TreeSet<String> severalPlanes = new TreeSet<>();
    private final Findings withIndex = new Findings();
    private final Findings withoutIndex = new Findings();
    /** The files of image sets of which an index says that they are flawed. */
    private long leftOut;

    /**
     * @param text a regular expression of {@link java.util.regex.Pattern}, whose groups may be named as in Python, or
     *     the name of an {@link ImagePreset}
     * @throws OperationException when it is neither, or has no named group
     */
    public ImagePattern(String text) throws OperationException {
        preset = ImagePreset.named(text);
        expression = new NamedGroups(
                "imagePattern", preset.map(ImagePreset::expression).orElse(text), time);
        groups = new PatternGroups(preset, expression, text);
        nearest = preset.isPresent() ? new NearestName(preset.get(), time) : null;
        keys = groups.keys();
        well = new WellKeys(keys);
    }

    /** @return the metadata keys that a name gives: the named groups without {@code Channel}, and the well that row and column make */
    public List<String> keys() {
        List<String> all = new ArrayList<>(keys);
        if (well.makeWell()) {
            all.add(WellKeys.WELL);
        }
        return all;
    }

    /** @return the metadata columns that the table has, or may have: some are there only if there is an index */
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
     * @return how it matches; null when it does not
     * @throws OperationException when the expression takes too long for it
     */
    Matcher match(String path) throws OperationException {
        time.nextText();
        try {
            return expression.matches(path);
        } catch (ExpressionException e) {
            throw new OperationException(e.getMessage(), e);
        }
    }

    /**
     * @return the first part of a path that matches; empty when there is none, or it would take too long to find it
     */
    String matchingPart(String path) {
        try {
            Matcher match = expression.find(path);
            return match == null ? "" : match.group();
        } catch (ExpressionException e) {
            return "";
        }
    }

    /** @return what a match says of its file: the channel and the metadata; without what took no part */
    Map<String, String> found(Matcher match) {
        Map<String, String> found = groups.found(match);
        found.computeIfPresent(CHANNEL, (key, text) -> called(text));
        if (well.makeWell()) {
            found.put(
                    WellKeys.WELL,
                    well.name(keys.stream().map(key -> groups.text(match, key)).toList()));
        }
        return found;
    }

    /** @return whether the index files that the microscope writes beside its images are of use here */
    public boolean readsIndex() {
        return preset.filter(ImagePreset::readsIndex).isPresent();
    }

    /**
     * Takes one file into account.
     *
     * @param path relative to the image folder
     * @throws OperationException when the expression takes too long for it
     */
    public void add(String path) throws OperationException {
        add(path, null);
    }

    /**
     * Takes one file into account.
     *
     * @param path relative to the image folder
     * @param index of its plate; null when there is none
     * @throws OperationException when the expression takes too long for it
     */
    public void add(String path, HarmonyIndex index) throws OperationException {
        Matcher match = match(path);
        String channel = match == null ? "" : groups.channel(match);
        if (channel.isEmpty()) {
            unmatched.add(path);
            if (nearest != null) {
                nearest.look(path);
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
            if (PLANES.contains(key.toLowerCase(Locale.ROOT))
                    && !value.equals(firstPlane.computeIfAbsent(key, k -> value))) {
                severalPlanes.add(key);
            }
        }
        if (well.makeWell()) {
            values.add(well.name(values));
        }
        if (preset.isPresent()) {
            plates.look(groups.text(match, PlateFolders.PLATE), path);
        }
        if (index != null) {
            withIndex.add(path);
            sets.add(values, index.channel(path, called(channel)), path, index.details(path));
        } else {
            withoutIndex.add(path);
            sets.add(values, called(channel), path, List.of());
        }
    }

    /** @return what the column of a channel is called */
    private String called(String channel) {
        return preset.map(one -> one.channel(channel)).orElse(channel);
    }

    /** @return plates whose files lie in several folders, where that may be a mistake: sentences */
    public List<String> remarks() {
        return plates.remarks();
    }

    /** @return what the pattern is: {@code imagePattern}, with the name of its preset if there is one */
    public String kind() {
        return preset.map(one -> "the preset " + one + " of imagePattern").orElse("imagePattern");
    }

    /** @return the same, with an expression of the user's own */
    String name() {
        return preset.isPresent() ? kind() : kind() + " " + expression;
    }

    /** @return what a name lacks that does not match a preset: a sentence; empty for an expression of the user's own */
    String lacking(String path) throws OperationException {
        if (preset.isEmpty()) {
            return "";
        }
        NearestName one = new NearestName(preset.get(), time);
        one.look(path);
        return one.sentence();
    }

    /** @return how many files did not match */
    public long unmatchedCount() {
        return unmatched.count();
    }

    /** @return the first ten files that did not match */
    public List<String> unmatched() {
        return unmatched.first();
    }

    /** @return the keys with several values that tell planes or moments apart; their names decide that */
    public List<String> planeKeys() {
        return List.copyOf(severalPlanes);
    }

    /**
     * Writes the table, an image set a row, in the order of their metadata, in which numbers count as such.
     *
     * @param images the image folder, absolute
     * @param table is written
     * @throws OperationException when there is no image set, one lacks a channel that others have, or two files have
     *     the same metadata and channel
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
                    + (nearest == null || unmatched.count() == 0 ? "" : ". " + nearest.sentence()));
        }
        if (withIndex.count() > 0 && withoutIndex.count() > 0) {
            throw new OperationException("Below " + images + " " + withIndex.count()
                    + " images lie beside an index of Harmony, which names their channels, such as "
                    + withIndex.first().get(0) + ", and " + withoutIndex.count() + " do not, such as "
                    + withoutIndex.first().get(0) + ". Bring the index files that are missing, or give imagePattern"
                    + " OperaPhenixNumbers: then channels are called ch1, ch2 for all of them.");
        }
        check();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(table)) {
            List<String> header = new ArrayList<>();
            sets.channels().forEach(channel -> header.addAll(List.of("FileName_" + channel, "PathName_" + channel)));
            header.addAll(metadataColumns(withIndex.count() > 0));
            csv.writeRecord(header);
            sets.write(images, csv, withIndex.count() > 0 ? HarmonyIndex.DETAILS.size() : 0);
        }
    }

    private void check() throws OperationException {
        try {
            sets.check();
            if (preset.isPresent()) {
                sets.refuseMixedPlanes(keys.indexOf("Z"));
            }
        } catch (OperationException e) {
            throw preset.isEmpty()
                    ? e
                    : new OperationException(e.getMessage() + " The names were read by " + name() + ".", e);
        }
    }
}
