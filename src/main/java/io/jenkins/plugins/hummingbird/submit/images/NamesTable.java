package io.jenkins.plugins.hummingbird.submit.images;

import io.jenkins.plugins.hummingbird.cellprofiler.Examples;
import io.jenkins.plugins.hummingbird.cellprofiler.names.HarmonyIndex;
import io.jenkins.plugins.hummingbird.cellprofiler.names.HarmonyIndexFiles;
import io.jenkins.plugins.hummingbird.cellprofiler.names.HarmonyParser;
import io.jenkins.plugins.hummingbird.cellprofiler.names.ImagePattern;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** Makes the image table out of the names of files, and says in the log what people should know of it. */
final class NamesTable {
    private static final int NAMINGS_SHOWN = 5;

    private final SubmissionState submission;
    private final SubmitContext context;
    private final String images;
    private final ImagePattern pattern;
    private final Examples flawed = new Examples();
    private final Examples missing = new Examples();
    private final Examples unlisted = new Examples();
    private final Examples foreign = new Examples();
    private final TreeSet<String> namings = new TreeSet<>();

    private List<String> indexes = List.of();
    private IndexContents files;
    /** How many of the indexes have been begun; the last of them is that of the files that come. */
    private int begun;

    private HarmonyIndex index;
    private boolean unread;

    NamesTable(SubmissionState submission, SubmitContext context) throws OperationException {
        this.submission = submission;
        this.context = context;
        images = submission.request().imageFolder();
        pattern = new ImagePattern(submission.imagePattern());
    }

    /** @return whether the index files of the microscope have a say */
    boolean readsIndex() {
        return pattern.readsIndex();
    }

    /** @param listed see {@link ImageListing} */
    void make(Path listed) throws IOException, OperationException {
        ImageListing.files(listed, this::take);
        end();
        tell();
        pattern.write(images, context.folder().resolve(SubmissionFiles.TABLE));
    }

    /**
     * @param listed as above
     * @param indexes those of the listed files that are read, see {@link HarmonyIndexFiles#paths}
     * @param files their content, in the same order
     */
    void make(Path listed, List<String> indexes, IndexContents files) throws IOException, OperationException {
        this.indexes = indexes;
        this.files = files;
        make(listed);
    }

    /** Of the indexes one at a time is in memory: the files of a plate come together. */
    private void take(String path) throws IOException, OperationException {
        submission.checkStop();
        if (begun < indexes.size() && path.startsWith(HarmonyIndexFiles.folder(indexes.get(begun)))) {
            end();
            begin(indexes.get(begun));
        } else if (begun > 0 && !path.startsWith(HarmonyIndexFiles.folder(indexes.get(begun - 1)))) {
            end();
        }
        if (begun > 0 && path.equals(indexes.get(begun - 1))) {
            return;
        }
        unread |= indexes.isEmpty() && HarmonyIndexFiles.isIndex(path);
        pattern.add(path, index);
    }

    private void begin(String path) throws IOException, OperationException {
        begun++;
        index = HarmonyParser.read(path, files.next(path)).orElse(null);
        if (index == null) {
            foreign.add(path);
        } else {
            namings.add(index.channelNames());
        }
    }

    private void end() {
        if (index != null) {
            index.addMissing(missing);
            flawed.addAll(index.flawed());
            unlisted.addAll(index.unlisted());
            index = null;
        }
    }

    private void tell() {
        if (pattern.unmatchedCount() > 0) {
            context.log("WARNING: " + pattern.unmatchedCount() + " files below " + images
                    + " do not match " + pattern.kind() + " and are left out, such as "
                    + String.join(", ", pattern.unmatched()));
        }
        pattern.remarks().forEach(remark -> context.log("WARNING: " + remark));
        warn(foreign, "files are called like an index of Harmony, and are none");
        warn(flawed, "images have another state than Ok in Harmony's index; their image sets are left out");
        warn(missing, "images that Harmony's index names are not there");
        warn(unlisted, "images are not in Harmony's index; their own names tell what they are");
        if (!namings.isEmpty()) {
            context.log("Harmony's index says: "
                    + String.join("; or ", namings.stream().limit(NAMINGS_SHOWN).toList())
                    + (namings.size() > NAMINGS_SHOWN ? "; or otherwise" : ""));
        }
        if (unread) {
            context.log("Harmony's index file below " + images + " is not read: the table is made of the file names");
        }
        if (!pattern.planesRemark().isEmpty()) {
            context.log(pattern.planesRemark());
        }
    }

    private void warn(Examples findings, String what) {
        if (findings.count() > 0) {
            context.log("WARNING: below " + images + " " + findings.count() + " " + what + ", such as "
                    + String.join(", ", findings.first()));
        }
    }
}
