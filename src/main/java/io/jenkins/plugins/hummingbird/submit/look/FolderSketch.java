package io.jenkins.plugins.hummingbird.submit.look;

import io.jenkins.plugins.hummingbird.cellprofiler.names.ImagePattern;
import io.jenkins.plugins.hummingbird.cellprofiler.names.NameSketch;
import io.jenkins.plugins.hummingbird.cellprofiler.names.PresetChoice;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.Pipeline;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.RequiredImages;
import io.jenkins.plugins.hummingbird.cellprofiler.table.ChannelMapping;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.text.Wording;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a look at an image folder finds: plates, wells, sites and channels, as far as the first names of it tell. */
public final class FolderSketch {
    private static final int MOST_NAMES = 20;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_REMARK = 1000;

    private final String pattern;
    private final NameSketch names;
    private final List<String> remarks = new ArrayList<>();
    private boolean isRefused;

    /** Whether an index of the microscope is there or among the files that were not listed: it names the channels. */
    private boolean mayHaveIndex;

    private FolderSketch(String pattern, NameSketch names) {
        this.pattern = pattern;
        this.names = names;
    }

    /**
     * @param request says which folder, output, pattern, channels and pipeline; the rest of it does not count
     * @param scratch an empty folder of Jenkins for tables that are compared
     * @throws OperationException when there is no such folder or no image in it, or no pattern explains the names; a
     *     sentence that says what to do
     */
    public static FolderSketch of(Shell headNode, SubmitRequest request, Path scratch)
            throws IOException, OperationException {
        FolderListing listing = FolderListing.of(headNode, request.imageFolder(), request.output);
        Optional<Pipeline> pipeline = pipeline(headNode, request);
        boolean modulesRead = request.imagePattern.isBlank()
                && pipeline.filter(one -> one.loadData().isEmpty()).isPresent();
        try {
            FolderSketch sketch = of(listing, request, scratch);
            if (modulesRead) {
                sketch.remarks.add("The pipeline has no LoadData: in a build its own modules read the names");
            } else {
                sketch.compareChannels(pipeline, request.channels);
            }
            return sketch;
        } catch (OperationException e) {
            throw modulesRead && !listing.names().isEmpty()
                    ? new OperationException(
                            "The pipeline has no LoadData: in a build its own modules read the names, and it needs no"
                                    + " imagePattern. The first file is "
                                    + listing.names().get(0) + ".",
                            e)
                    : e;
        }
    }

    static FolderSketch of(FolderListing listing, SubmitRequest request, Path scratch)
            throws IOException, OperationException {
        String images = request.imageFolder();
        if (listing.names().isEmpty()) {
            throw new OperationException(nothing(listing, images)
                    + (listing.complaints().isEmpty() ? "" : " The head node says: " + listing.complaints() + "."));
        }
        boolean auto = request.imagePattern.isBlank() || PresetChoice.isAuto(request.imagePattern);
        String pattern = auto ? preset(listing, images, scratch) : request.imagePattern.strip();
        FolderSketch sketch = new FolderSketch(pattern, new NameSketch(pattern, listing.names()));
        if (sketch.names.matchedCount() == 0) {
            throw new OperationException("Of " + listing.names().size() + " names below " + images
                    + " none matches imagePattern. The first is "
                    + listing.names().get(0) + ".");
        }
        sketch.tell(listing);
        sketch.tryTable(listing, images, scratch);
        return sketch;
    }

    /** Makes the table that a build would make, as far as all names are known and no index has a say in it. */
    private void tryTable(FolderListing listing, String images, Path scratch) throws IOException, OperationException {
        ImagePattern table = new ImagePattern(pattern);
        for (String name : listing.names()) {
            table.add(name);
        }
        remarks.addAll(table.remarks());
        if (!table.planesRemark().isEmpty()) {
            remarks.add(table.planesRemark());
        }
        mayHaveIndex = table.readsIndex() && (names.hasIndex() || !listing.complete());
        if (mayHaveIndex && !names.hasIndex()) {
            remarks.add("If an index file of Harmony lies among the others, a build calls the channels what it calls"
                    + " them");
        }
        if (!listing.complete() || names.hasIndex()) {
            return;
        }
        try {
            table.write(images, scratch.resolve("table"));
        } catch (OperationException e) {
            remarks.add("A build would refuse these images: " + Wording.withoutFullStop(e.getMessage()));
            isRefused = true;
        }
    }

    /** Why there is no name to look at. */
    private static String nothing(FolderListing listing, String images) {
        if (listing.garbled() > 0) {
            return "All names that were found below " + images + " are not in UTF-8: rename the files to have them"
                    + " analysed.";
        }
        return listing.complete()
                ? "No file was found below " + images + "."
                : "The listing of " + images
                        + " took too long to name a file: look again, or at a folder further down. A"
                        + " build waits longer.";
    }

    /** All names decide as they do in a build; of a part the image sets may be incomplete, so its names decide alone. */
    private static String preset(FolderListing listing, String images, Path scratch)
            throws IOException, OperationException {
        return listing.complete()
                ? new PresetChoice()
                        .find(
                                taker -> {
                                    for (String name : listing.names()) {
                                        taker.take(name);
                                    }
                                },
                                images,
                                scratch)
                        .preset()
                : PresetChoice.ofPart(listing.names());
    }

    private void tell(FolderListing listing) {
        if (!listing.complete()) {
            remarks.add("There are more files: only the first "
                    + listing.names().size() + " were looked at, so plates, wells and sites may be more");
        }
        if (listing.garbled() > 0) {
            remarks.add(listing.garbled() + " names are not in UTF-8 and are left out");
        }
        if (names.leftOut().count() > 0) {
            remarks.add(names.leftOut().count() + " images do not match and are left out: " + names.leftOut());
        }
        if (names.hasIndex()) {
            remarks.add("An index file of Harmony lies there: a build calls the channels what it calls them");
        }
        if (!listing.complaints().isEmpty()) {
            remarks.add("The head node says: " + listing.complaints());
        }
    }

    /** @return empty where the pipeline is in a workspace, which exists in a build only, or cannot be read */
    private static Optional<Pipeline> pipeline(Shell headNode, SubmitRequest request) throws IOException {
        try {
            if (!request.pipelineText.isBlank()) {
                return Optional.of(Pipeline.parse("pipelineText", request.pipelineText));
            }
            if (!request.pipelineOnHeadNode()) {
                return Optional.empty();
            }
            Result read = headNode.run(Command.of("cat", "--", request.pipeline).named("reading the pipeline"));
            return read.succeeded() ? Optional.of(Pipeline.parse(request.pipeline, read.out())) : Optional.empty();
        } catch (OperationException e) {
            // the field of the pipeline, or the build, says what is wrong with it
            return Optional.empty();
        }
    }

    private void compareChannels(Optional<Pipeline> pipeline, String channels) {
        if (pipeline.isEmpty()) {
            remarks.add("The build compares the channels with those of the pipeline, which is not read here");
            return;
        }
        RequiredImages required = new RequiredImages(pipeline.get(), Optional.empty());
        if (required.names().isEmpty() || mayHaveIndex) {
            return;
        }
        List<String> columns =
                names.channels().stream().map(name -> "FileName_" + name).toList();
        String mapping;
        try {
            mapping = required.mapping(ChannelMapping.parse(channels).rename(columns));
        } catch (OperationException e) {
            remarks.add(Wording.withoutFullStop(e.getMessage()));
            isRefused = true;
            return;
        }
        isRefused |= !mapping.isEmpty();
        String works = "The pipeline works on " + some(required.names());
        remarks.add(
                mapping.isEmpty()
                        ? works + ": all of them are there" + (channels.isBlank() ? "" : ", by " + channels.strip())
                        : works + ": say which channel is which, such as channels: " + mapping);
    }

    /** @return the preset that was found, or the pattern that was given */
    public String pattern() {
        return pattern;
    }

    /** @return what was read in the names */
    public NameSketch names() {
        return names;
    }

    /** @return whether a build would refuse the images, as the pipeline works on others; a remark says why */
    public boolean isRefused() {
        return isRefused;
    }

    /** @return sentences without a full stop; a long one is cut */
    public List<String> remarks() {
        return remarks.stream().map(remark -> cut(remark, LONGEST_REMARK)).toList();
    }

    /** @return such as {@code 1 plate, 12 wells, up to 4 sites in a well, 2 channels: w1, w2} */
    public String words() {
        long wells =
                names.plates().stream().mapToLong(plate -> plate.wells().size()).sum();
        long sites = names.plates().stream()
                .mapToLong(NameSketch.Plate::mostSites)
                .max()
                .orElse(0);
        List<String> parts = new ArrayList<>();
        parts.add(Wording.count(names.plates().size(), "plate"));
        if (wells > 0) {
            parts.add(Wording.count(wells, "well"));
        }
        if (sites > 0) {
            parts.add((wells > 0 ? "up to " : "") + Wording.count(sites, "site") + (wells > 0 ? " in a well" : ""));
        }
        parts.add(Wording.count(names.channels().size(), "channel") + ": " + some(names.channels()));
        return String.join(", ", parts);
    }

    /** The first names, each cut, and how many more there are. */
    private static String some(Collection<String> names) {
        String first = names.stream()
                .limit(MOST_NAMES)
                .map(name -> cut(name, LONGEST_NAME))
                .collect(Collectors.joining(", "));
        return first + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "");
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) + "…" : text;
    }
}
